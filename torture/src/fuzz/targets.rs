//! What is fed: every parser of outside input that can be called by itself. Those behind a session (cursors, cookies, bodies of forms and of
//! the API as a whole) are fed through the whole server by `server/tests/http/hostile.rs`.

use super::Target;
use engine::directory::import::{ImportFile, read};
use graph::options::{Options, Takes};
use serde_json::json;
use shared::FieldErrors;
use shared::directory::Principal;
use shared::forms::approvals::StagePick;
use shared::forms::identity::{
    CodeInput, MailInput, PasswordInput, SignInInput, mail_address, next_of_query, safe_next,
};
use shared::forms::organizations::domain;
use shared::forms::{Fields, PolicyInput, name_key, people_of};
use shared::ids::QuestionId;
use shared::notices::NoticesInput;
use shared::policy::{Question, QuestionKind, check_answers, preferred_languages};
use shared::scim::{Filter, Path, Projection, apply, operations};
use shared::settings::TenantSettings;
use shared::time::Timestamp;
use uuid::Uuid;

/// Some moment in 2027.
const NOW: Timestamp = Timestamp(1_800_000_000_000);

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "filter",
        run: filter,
        corpus: &[
            "state eq 'delivered' and createdDateTime ge 2026-03-01T00:00:00Z",
            "(accessPackage/id eq '019cadc6-9a80-7026-a135-d91f15a54ea2')",
            "((state eq 'it''s'))",
        ],
    },
    Target {
        name: "options",
        run: options,
        corpus: &[
            "$top=5&$select=id,displayName&$expand=catalog&$skiptoken=a~1",
            "$filter=id eq 1&$format=json",
        ],
    },
    Target {
        name: "import",
        run: import,
        corpus: &[
            "user_name,display_name,mail,external_id,kind,department,manager\nbo.ek,Bo Ek,bo.ek@norrland.example,1002,member,Finance,\nada.lind,\"Ada \"\"A\"\" Lind\",ada@norrland.example,1001,guest,,bo.ek\n",
            "group,external_id,members,owners,member_groups\r\nFinance,g-1,ada.lind;bo.ek,bo.ek,Payroll\r\nPayroll,g-2,1001,,\r\n",
            "application,url,roles\nLedger,https://ledger.example,Reader;Writer\n",
            "resource,role,holder\nLedger,Reader,bo.ek\n",
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"Resources\":[{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"externalId\":\"1001\",\"userName\":\"ada.lind\",\"displayName\":\"Ada Lind\",\"active\":true,\"emails\":[{\"value\":\"ada@norrland.example\",\"primary\":true}],\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"Finance\",\"manager\":{\"value\":\"1002\"}}}]}",
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[{\"method\":\"POST\",\"path\":\"/Groups\",\"bulkId\":\"g\",\"data\":{\"displayName\":\"Finance\",\"members\":[{\"value\":\"bulkId:u\"}]}}]}",
        ],
    },
    Target {
        name: "scim",
        run: scim,
        corpus: &[
            "userName eq \"bo.ek\" and (emails[type eq \"work\"] or not (active eq true))",
            "emails[type eq \"work\" and value co \"@\"].value",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
            "{\"Operations\":[{\"op\":\"Add\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"bo@norrland.example\"},{\"op\":\"remove\",\"path\":\"members[value eq \\\"1\\\"]\"},{\"op\":\"replace\",\"value\":{\"name.givenName\":\"Bo\",\"active\":\"False\"}}]}",
        ],
    },
    Target {
        name: "forms",
        run: forms,
        corpus: &[
            "user_name=ada.lind\npassword=correct horse battery\nmail=kim@partner.example\nchallenge=019cadc6-9a80-7026-a135-d91f15a54ea2\ncode=123 456\nname=Kim",
            "current_password=a\nnew_password=correct horse battery\nrepeat_password=correct horse battery",
            "policy_name=Employees\nscope=allMemberUsers\nenabled=on\napproval=2\nexpiration=afterDays\nexpires_days=30\nstage1_kind=manager\nstage1_named=user:00000000-0000-0000-0000-000000000009\nstage1_days=7\nstage2_kind=named\nstage2_named=group:00000000-0000-0000-0000-000000001001\nstage2_days=3",
            "policy_name=x\nquestion1_text=Why?\nquestion1_kind=shortText\nquestion1_pattern=[0-9]{4}\nquestion99999999999_text=y\nquestion2_kind=choice\nquestion2_choices=a\nversion=7",
            "resources_shown=members\nremove_guests=on\nremove_guests_after_days=30\ninvited_domains=only\ndomains=partner.example\nlanguage=de\nversion=3",
            "list=name;mail",
        ],
    },
    Target {
        name: "people",
        run: people,
        corpus: &[
            "name,mail\nAda Lind,ada.lind@norrland.example\nBo Ek,bo.ek@norrland.example",
            "\"Ek, Bo\" <bo.ek@norrland.example>; ada.lind@norrland.example",
        ],
    },
    Target {
        name: "addresses",
        run: addresses,
        corpus: &[
            "/packages/1?from=2&x=3#y",
            "challenge=1&next=/packages%3Fq%3Da%2520b",
            "kim.ro+x@partner.example",
            "@Partner.Example.",
        ],
    },
    Target {
        name: "answers",
        run: answers,
        corpus: &[
            "[0-9]{4}\n1234",
            "(?i)a|ab\nAB",
            "(x+x+)+y\nxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "^\\d+(\\.\\d{2})?$\n12.50",
        ],
    },
    Target {
        name: "languages",
        run: languages,
        corpus: &["de-CH, de;q=0.9, en;q=0.8, *;q=0.5"],
    },
    Target {
        name: "times",
        run: times,
        corpus: &[
            "2026-03-12T09:30:00.123+02:00",
            "2026-03-12",
            "P1Y2M3DT4H5M6.7S",
            "PT8H",
        ],
    },
    Target {
        name: "words",
        run: words,
        corpus: &[
            "user:019cadc6-9a80-7026-a135-d91f15a54ea2",
            "019cadc6-9a80-7026-a135-d91f15a54ea2/019cadc6-9a80-7026-a135-d91f15a54ea3",
            "50%_\\ OFF",
        ],
    },
];

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn filter(data: &[u8]) {
    if let Ok(conditions) = graph::filter::parse(&text(data)) {
        assert!(!conditions.is_empty(), "a filter that asks nothing");
        for condition in conditions {
            assert_eq!(condition.path, condition.path.to_ascii_lowercase());
        }
    }
}

/// Filters, paths and changes of identity providers, tried on somebody.
fn scim(data: &[u8]) {
    let text = text(data);
    let mut ada = json!({
        "id": "1", "userName": "ada.lind", "active": true, "name": { "givenName": "Ada" },
        "emails": [{ "value": "ada.lind@norrland.example", "type": "work", "primary": true }],
    });
    if let Ok(filter) = Filter::parse(&text) {
        let _ = filter.fits(&ada);
    }
    let _ = Path::parse(&text);
    let _ = Projection::read(&text, &text);
    if let Ok(body) = serde_json::from_str(&text)
        && let Ok(operations) = operations(&body)
        && let Some(resource) = ada.as_object_mut()
        && apply(resource, &operations, &["id"]).is_ok()
    {
        assert_eq!(resource["id"], "1", "an id was changed");
    }
}

fn options(data: &[u8]) {
    const TAKES: Takes = Takes {
        properties: &["id", "displayName"],
        expand: &["catalog"],
        filter: true,
    };
    let text = text(data);
    let pairs: Vec<(String, String)> = text
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if let Ok(options) = Options::read(&pairs, TAKES) {
        assert!((1..=200).contains(&options.top), "{} rows", options.top);
        let link = options.with_cursor(&options.after);
        assert!(
            link.bytes().all(|byte| byte.is_ascii_graphic()),
            "no address: {link}"
        );
    }
}

fn import(data: &[u8]) {
    let file = ImportFile {
        name: "file".to_owned(),
        bytes: data.to_vec(),
    };
    if let Err(problems) = read(&[file]) {
        assert!(!problems.to_string().is_empty(), "refused without a word");
    }
}

fn forms(data: &[u8]) {
    let text = text(data);
    let pairs = text
        .split('\n')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let fields = Fields(pairs.collect());
    drop(SignInInput::parse(&fields));
    if let Ok(input) = MailInput::parse(&fields) {
        assert!(input.mail.is_ascii(), "{}", input.mail);
    }
    if let Ok(input) = CodeInput::parse(&fields) {
        assert_eq!(input.code.len(), 6);
    }
    drop(PasswordInput::parse(&fields));
    drop(TenantSettings::parse(&fields));
    drop(NoticesInput::parse(&fields));
    let mut errors = FieldErrors::default();
    let input = PolicyInput::read(&fields, &mut errors);
    drop(input.check(NOW));
    drop(input.to_fields());
}

fn people(data: &[u8]) {
    drop(people_of(&text(data)));
}

fn addresses(data: &[u8]) {
    let text = text(data);
    for next in [safe_next(&text).to_owned(), next_of_query(&text)] {
        let here = next.starts_with('/') && !next.starts_with("//");
        let plain = next
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        assert!(here && plain, "leads elsewhere: {next:?}");
    }
    for found in [mail_address(&text), domain(&text)].into_iter().flatten() {
        assert!(
            found.bytes().all(|byte| byte.is_ascii_graphic()),
            "{found:?}"
        );
    }
}

fn answers(data: &[u8]) {
    let text = text(data);
    let (pattern, answer) = text.split_once('\n').unwrap_or((text.as_str(), ""));
    let question = Question {
        id: QuestionId(Uuid::nil()),
        text: "Which?".to_owned(),
        required: true,
        kind: QuestionKind::ShortText {
            pattern: Some(pattern.to_owned()),
        },
        translations: Vec::new(),
        attribute: None,
    };
    drop(check_answers(&[question], |_| Some(answer.to_owned())));
}

fn languages(data: &[u8]) {
    let found = preferred_languages(&text(data));
    assert!(found.len() <= 20, "{} languages", found.len());
}

fn times(data: &[u8]) {
    let text = text(data);
    let found = [
        Timestamp::parse(&text),
        Timestamp::parse_date(&text),
        NOW.plus_duration(&text),
    ];
    for at in found.into_iter().flatten() {
        assert!(at.start_of_day() <= at && at <= at.end_of_day());
        assert!(!at.exact().is_empty() && !at.relative(NOW).is_empty());
        assert!(!at.rfc3339().is_empty() && !at.date_input().is_empty());
    }
}

fn words(data: &[u8]) {
    let text = text(data);
    if let Ok(principal) = text.parse::<Principal>() {
        let again = principal.to_string().parse::<Principal>();
        assert_eq!(again, Ok(principal));
    }
    if let Ok(pick) = text.parse::<StagePick>() {
        let again = pick.to_string().parse::<StagePick>();
        assert_eq!(again, Ok(pick));
    }
    drop(name_key(&text));
    let pattern = engine::lists::containing(&text);
    assert!(pattern.starts_with('%') && pattern.ends_with('%'));
}
