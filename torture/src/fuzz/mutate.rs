//! Good input, spoiled.

use fastrand::Rng;

/// Bytes of an input at most.
const LONGEST: usize = 4_096;
/// Inputs kept to go on from.
const POOL: usize = 1_000;

/// Pieces that parsers stumble over.
const PIECES: &[&str] = &[
    "'",
    "''",
    "\"",
    "\"\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{1b}[2J",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "ß",
    "İ",
    "ﬃ",
    "e\u{301}",
    "😀",
    "%",
    "%00",
    "%2F",
    "%zz",
    "/",
    "//",
    "\\",
    "..",
    "=",
    "&",
    "+",
    "-",
    "~",
    ".",
    "@",
    "$",
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e999",
    "NaN",
    "P9999999999Y",
    "PT9223372036854775807S",
    "-P1D",
    "+999999-12-31",
    "-009999-01-01",
    "2026-02-30",
    "24:00",
    "null",
    "true",
    " and ",
    " eq ",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\nBcc: x@evil.example",
    "javascript:alert(1)",
    "(a+)+$",
    "{65535}",
    "\\p{L}",
    "00000000-0000-0000-0000-000000000000",
];

/// Makes inputs; the same seed makes the same ones.
pub struct Mutator {
    pool: Vec<Vec<u8>>,
    /// So many at the start of the pool are good and stay.
    good: usize,
    chance: Rng,
}

impl Mutator {
    pub fn new(corpus: &[&str], seed: u64) -> Self {
        let mut pool: Vec<Vec<u8>> = corpus.iter().map(|text| text.as_bytes().to_vec()).collect();
        pool.push(Vec::new());
        Self {
            good: pool.len(),
            pool,
            chance: Rng::with_seed(seed),
        }
    }

    /// The next input.
    pub fn input(&mut self) -> Vec<u8> {
        let mut input = self.some();
        for _ in 0..self.chance.usize(1..=6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        // From some of them it goes on, so that changes add up.
        if self.chance.usize(..10) == 0 {
            if self.pool.len() < POOL {
                self.pool.push(input.clone());
            } else {
                let at = self.chance.usize(self.good..self.pool.len());
                self.pool[at].clone_from(&input);
            }
        }
        input
    }

    /// One of those there are.
    fn some(&mut self) -> Vec<u8> {
        let at = self.chance.usize(..self.pool.len());
        self.pool[at].clone()
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.chance.usize(..=input.len());
        let end = self.chance.usize(at..=input.len().min(at + 40));
        match self.chance.usize(..8) {
            0 => {
                let bit = self.chance.u32(..8);
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1_u8 << bit;
                }
            }
            1 => input.insert(at, self.chance.u8(..)),
            2 => drop(input.drain(at..end)),
            3 => {
                let piece = input[at..end].to_vec();
                put(input, at, &piece);
            }
            4 | 5 => {
                let piece = PIECES[self.chance.usize(..PIECES.len())];
                put(input, at, piece.as_bytes());
            }
            6 => {
                let other = self.some();
                let from = self.chance.usize(..=other.len());
                put(input, at, &other[from..]);
            }
            _ => {
                let piece = PIECES[self.chance.usize(..PIECES.len())];
                let times = self.chance.usize(2..300);
                put(input, at, piece.repeat(times).as_bytes());
            }
        }
    }
}

/// Puts a piece in at a place.
fn put(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let rest = input.split_off(at);
    input.extend_from_slice(piece);
    input.extend_from_slice(&rest);
}
