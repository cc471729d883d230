//! QR codes as the outline of an SVG path: part of the page, so no image has to be allowed or loaded.

use crate::error::{Failure, Outcome};
use qrcode::{Color, EcLevel, QrCode};
use shared::views::identity::QrView;

/// Free modules around the code, as the standard asks for.
const QUIET: usize = 4;

/// The drawing of a text.
///
/// # Errors
/// The text is longer than any QR code holds.
pub(super) fn draw(text: &str) -> Outcome<QrView> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Failure::Broken(format!("drawing a QR code: {error}")))?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            if row[x] == Color::Light {
                x += 1;
                continue;
            }
            let run = row[x..]
                .iter()
                .take_while(|color| **color == Color::Dark)
                .count();
            path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            x += run;
        }
    }
    Ok(QrView {
        size: width + 2 * QUIET,
        path,
    })
}
