use super::*;

#[test]
fn not_05_a_sentence_is_said_in_the_language_around_it() {
    assert_eq!(t!("just now"), "just now");
    within(Lang::German, || {
        assert_eq!(t!("just now"), "gerade eben");
        assert_eq!(within(Lang::English, || t!("just now")), "just now");
        assert_eq!(t!("May" in "short month"), "Mai");
    });
    assert_eq!(t!("just now"), "just now");
}

#[test]
fn not_05_one_and_several_differ_and_values_stand_where_the_language_wants_them() {
    let ago = |count: i64| tn!(count, "{n} day ago", "{n} days ago");
    assert_eq!(
        (ago(1), ago(2)),
        ("1 day ago".to_owned(), "2 days ago".to_owned())
    );
    within(Lang::German, || {
        assert_eq!(
            (ago(1), ago(0)),
            ("vor 1 Tag".to_owned(), "vor 0 Tagen".to_owned())
        );
        let day = crate::time::Timestamp::parse_date("2026-03-12").expect("a day");
        assert_eq!(day.long_date(), "Donnerstag, 12. März 2026");
        assert_eq!(day.exact(), "12. März 2026, 00:00 Uhr UTC");
    });
}

#[test]
fn not_05_values_are_never_read_as_places() {
    let name = "{other} {";
    let filled = fill("{name} and {other}", &[("name", &name), ("other", &1)]);
    assert_eq!(filled, "{other} { and 1");
}

#[test]
fn not_05_the_first_language_there_is_counts() {
    assert_eq!(Lang::first_of(["fr", "de-AT", "en"]), Some(Lang::German));
    assert_eq!(Lang::first_of(["fr", "DE"]), Some(Lang::German));
    assert_eq!(Lang::first_of(["fr", "deu"]), None);
}

#[test]
fn not_05_a_browser_reads_what_the_server_writes() {
    let wire = wire(Lang::German);
    load(Lang::German, wire).expect("a catalogue");
    let (lang, loaded) = LOADED.get().expect("loaded");
    assert_eq!(*lang, Lang::German);
    assert_eq!(loaded, catalogues::of(Lang::German));
}

#[test]
fn not_05_a_future_keeps_its_language_over_its_pauses() {
    let work = async {
        let before = t!("just now");
        std::future::ready(()).await;
        (before, t!("just now"))
    };
    let mut work = std::pin::pin!(InLang::new(Lang::German, work));
    let mut context = Context::from_waker(std::task::Waker::noop());
    assert_eq!(
        work.as_mut().poll(&mut context),
        Poll::Ready(("gerade eben", "gerade eben"))
    );
    assert_eq!(current(), Lang::English);
}
