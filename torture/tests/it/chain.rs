//! No falsification of the audit log goes unnoticed.

use torture::chain::falsify;
use torture::simulate::runtime;

#[test]
fn every_falsification_of_the_log_is_found() {
    let result = runtime()
        .expect("a runtime")
        .block_on(falsify(300, 3))
        .expect("a log");
    assert!(result.records > 50, "{}", result.records);
    assert_eq!(result.missed, Vec::<String>::new());
    assert_eq!(result.found, 300);
}
