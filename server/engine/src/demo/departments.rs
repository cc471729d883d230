//! The packages of the two catalogs that departments run.

use super::seeds::{Approver, Asks, Lasts, OpenTo, PackageSeed, PolicySeed, StageSeed, Who};
use super::shelves::{FINANCE, MARINE};

/// What a policy says unless it says otherwise.
const PLAIN: PolicySeed = PolicySeed {
    name: "Employees",
    description: "",
    open_to: OpenTo::Members,
    reason: false,
    stages: &[],
    questions: &[],
    lasts: Lasts::Days(180),
    chooses_period: false,
};

pub(super) const PACKAGES: &[PackageSeed] = &[
    PackageSeed {
        catalog: FINANCE,
        name: "Year-end close",
        description: "Working papers, checklists and figures for the annual accounts.",
        hidden: false,
        roles: &[
            ("Year-end close", "Member"),
            ("Finance Close", "Members"),
            ("Tidemark ERP", "Reader"),
        ],
        policies: &[PolicySeed {
            description: "Ends for everyone when the books are closed.",
            stages: &[StageSeed {
                asks: Approver::Manager(&[Who::User("lotta.virtanen")]),
                days: 7,
                reason: false,
            }],
            lasts: Lasts::Until(75),
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: FINANCE,
        name: "Payroll officer",
        description: "See and change salaries and time sheets.",
        hidden: false,
        roles: &[("Payday", "Officer")],
        policies: &[PolicySeed {
            name: "Finance department",
            description: "Your manager and the payroll approvers decide, and say why.",
            open_to: OpenTo::Only(&[Who::Group("Finance"), Who::User("hanne.vik")]),
            reason: true,
            stages: &[
                StageSeed {
                    asks: Approver::Manager(&[Who::User("erik.holm")]),
                    days: 7,
                    reason: true,
                },
                StageSeed {
                    asks: Approver::Named(&[Who::Group("Payroll approvers")]),
                    days: 7,
                    reason: true,
                },
            ],
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: FINANCE,
        name: "ERP purchasing",
        description: "Order goods and services on your cost center.",
        hidden: false,
        roles: &[("Tidemark ERP", "Buyer"), ("Tidemark ERP", "Reader")],
        policies: &[PolicySeed {
            stages: &[StageSeed {
                asks: Approver::Manager(&[Who::User("maja.nygaard")]),
                days: 7,
                reason: false,
            }],
            questions: &[
                Asks::Pattern("Cost center (four digits)", "[0-9]{4}"),
                Asks::Choice(
                    "Up to which amount per order?",
                    &["5,000", "50,000", "More than 50,000"],
                ),
            ],
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: FINANCE,
        name: "ERP reporting",
        description: "Build your own reports on the figures of the ERP system.",
        hidden: false,
        roles: &[("ERP reporting", "Member"), ("Tidemark ERP", "Reader")],
        policies: &[PolicySeed {
            stages: &[StageSeed {
                asks: Approver::Named(&[Who::User("lotta.virtanen")]),
                days: 7,
                reason: false,
            }],
            lasts: Lasts::Days(120),
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: FINANCE,
        name: "Audit room",
        description: "What the auditors of the annual accounts need to see. Open it by its link.",
        hidden: true,
        roles: &[("Audit Room", "Visitors")],
        policies: &[
            PolicySeed {
                name: "Lumen Audit",
                description: "Our sponsor of the audit decides.",
                open_to: OpenTo::Partners(&["Lumen Audit"]),
                reason: true,
                stages: &[StageSeed {
                    asks: Approver::InternalSponsors(&[Who::User("lotta.virtanen")]),
                    days: 7,
                    reason: false,
                }],
                lasts: Lasts::Days(60),
                ..PLAIN
            },
            PolicySeed {
                name: "Our own finance people",
                open_to: OpenTo::Only(&[Who::Group("Finance")]),
                lasts: Lasts::Days(60),
                ..PLAIN
            },
        ],
    },
    PackageSeed {
        catalog: FINANCE,
        name: "Payslip viewer",
        description: "Look up payslips at the counter. Finance assigns it.",
        hidden: false,
        roles: &[("Payday", "Viewer")],
        policies: &[PolicySeed {
            name: "Assigned by Finance",
            open_to: OpenTo::Nobody,
            lasts: Lasts::Days(365),
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: MARINE,
        name: "Harbor expansion",
        description: "The project that extends the Risavik quay: group, site and minutes.",
        hidden: false,
        roles: &[
            ("Harbor expansion", "Member"),
            ("Harbor Expansion Site", "Members"),
        ],
        policies: &[
            PolicySeed {
                name: "Brekke Marine",
                description: "Our sponsor of Brekke Marine decides.",
                open_to: OpenTo::Partners(&["Brekke Marine"]),
                stages: &[StageSeed {
                    asks: Approver::InternalSponsors(&[Who::User("leif.strand")]),
                    days: 7,
                    reason: false,
                }],
                questions: &[Asks::Line("Which vessel or team do you work with?")],
                lasts: Lasts::Days(60),
                ..PLAIN
            },
            PolicySeed {
                description: "Choose the days you work on the project.",
                stages: &[StageSeed {
                    asks: Approver::Named(&[Who::User("camilla.roed")]),
                    days: 7,
                    reason: false,
                }],
                chooses_period: true,
                ..PLAIN
            },
        ],
    },
    PackageSeed {
        catalog: MARINE,
        name: "Voyage planning",
        description: "Plan vessels, crews and weather windows.",
        hidden: false,
        roles: &[("Voyage Planner", "Planner")],
        policies: &[PolicySeed {
            name: "Marine Logistics",
            open_to: OpenTo::Only(&[Who::Group("Marine Logistics")]),
            stages: &[StageSeed {
                asks: Approver::Named(&[Who::User("leif.strand"), Who::User("oskar.lund")]),
                days: 7,
                reason: false,
            }],
            lasts: Lasts::Days(120),
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: MARINE,
        name: "Crew register",
        description: "Certificates and contacts of the crews. Marine Logistics assigns it.",
        hidden: false,
        roles: &[("Crew Register", "Reader")],
        policies: &[PolicySeed {
            name: "Assigned by Marine Logistics",
            open_to: OpenTo::Nobody,
            lasts: Lasts::Days(90),
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: MARINE,
        name: "Offshore safety induction",
        description: "The course everyone passes before going on board.",
        hidden: false,
        roles: &[("Learning Hub", "")],
        policies: &[PolicySeed {
            name: "Every partner",
            description: "Somebody of your own organization vouches for you.",
            open_to: OpenTo::EveryPartner,
            stages: &[StageSeed {
                asks: Approver::ExternalSponsors(&[Who::User("bjorn.myhre")]),
                days: 14,
                reason: false,
            }],
            lasts: Lasts::Days(30),
            ..PLAIN
        }],
    },
    PackageSeed {
        catalog: MARINE,
        name: "Warehouse scanners",
        description: "Sign in at the scanners of the warehouse.",
        hidden: false,
        roles: &[("Warehouse terminals", "Member")],
        policies: &[PolicySeed {
            name: "Marine Logistics",
            open_to: OpenTo::Only(&[Who::Group("Marine Logistics")]),
            lasts: Lasts::Days(90),
            ..PLAIN
        }],
    },
];
