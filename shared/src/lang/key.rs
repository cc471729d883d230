// Included by the build script too.

/// The number of a sentence in the catalogues: FNV-1a over the context, where it has one, and the
/// English sentence. The build refuses two sentences with one number.
pub const fn key(context: &str, text: &str) -> u32 {
    const fn over(mut hash: u32, bytes: &[u8]) -> u32 {
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        hash
    }
    let hash = over(0x811c_9dc5, context.as_bytes());
    // What gettext puts between the two as well.
    let hash = if context.is_empty() {
        hash
    } else {
        over(hash, &[4])
    };
    over(hash, text.as_bytes())
}
