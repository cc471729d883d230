//! Parsers of outside input, for a moment; `make fuzz` takes its time.

use std::time::Duration;
use torture::fuzz::{Bounds, TARGETS, Target, fuzz};

const SHORT: Bounds = Bounds {
    tries: 2_000,
    within: Duration::from_secs(20),
};

#[test]
fn parsers_of_outside_input_hold_against_spoiled_input() {
    for target in TARGETS {
        let fuzzed = fuzz(target, 1, SHORT);
        assert_eq!(fuzzed.broken, None, "{}", fuzzed.name);
        assert!(fuzzed.tries > 100, "{}: {}", fuzzed.name, fuzzed.tries);
    }
}

#[test]
fn good_input_is_good_to_begin_with() {
    for target in TARGETS {
        assert!(!target.corpus.is_empty(), "{}", target.name);
        for text in target.corpus {
            (target.run)(text.as_bytes());
        }
    }
}

fn weak(data: &[u8]) {
    assert!(!data.contains(&b'('), "an open bracket");
}

#[test]
fn a_parser_that_panics_is_found_and_can_be_broken_again() {
    let target = Target {
        name: "weak",
        run: weak,
        corpus: &["a"],
    };
    let once = fuzz(&target, 1, SHORT);
    let how = once.broken.clone().expect("a bracket among the pieces");
    assert!(how.starts_with("an open bracket; seed 1, input "), "{how}");
    assert_eq!(fuzz(&target, 1, SHORT).broken, once.broken);
}
