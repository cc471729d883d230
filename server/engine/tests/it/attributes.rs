//! Attributes that resources require of people (CAT-16, CAT-17, CAT-18).

use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::{asks, open_policy, refusal};
use crate::support::{Object, World};
use engine::assignments::{DirectAssignment, assign_directly, remove_directly};
use engine::{Ctx, Outcome, catalogs, my, packages};
use shared::AppError;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::Fields;
use shared::forms::attributes::AttributesInput;
use shared::forms::requests::RequestInput;
use shared::ids::{
    AssignmentId, CatalogId, PackageId, PolicyId, QuestionId, RequestId, ResourceId, UserId,
};
use shared::policy::{Asked, PolicySettings};
use shared::request::RequestState;

/// A catalog with a printer room, and packages that give it.
struct Place {
    catalog: CatalogId,
    printer: Object,
    resource: ResourceId,
    package: PackageId,
    policy: PolicyId,
    owner: Ctx,
    admin: Ctx,
}

async fn place(world: &World, settings: &PolicySettings) -> Place {
    let catalog = world.catalog("Offices").await;
    let printer = world.application("Printer room", &["User", "Admin"]).await;
    let resource = world.resource(catalog, &printer).await;
    let package = world
        .package(catalog, "Printing", &[printer.roles[0]])
        .await;
    let policy = world.policy(package, settings).await;
    let owner = world.member("Olga Own").await;
    world
        .give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog))
        .await;
    Place {
        catalog,
        printer,
        resource,
        package,
        policy,
        owner: world.as_user(owner).await,
        admin: world.administrator_named("Ruth Root").await,
    }
}

impl Place {
    /// Requires a cost center of four digits and a badge color, and says under which questions. Only
    /// administrators let people change what their profile says.
    async fn require(&self, editable: bool) -> [QuestionId; 2] {
        let (edit, ctx) = if editable {
            ("on", &self.admin)
        } else {
            ("", &self.owner)
        };
        self.set_as(
            ctx,
            &[
                ("question1_attribute", "costCenter"),
                ("question1_text", "Which cost center pays?"),
                ("question1_kind", "shortText"),
                ("question1_pattern", "[0-9]{4}"),
                ("question1_translations", "de: Welche Kostenstelle zahlt?"),
                ("question1_editable", edit),
                ("question2_attribute", "extension"),
                ("question2_extension", "badge.color"),
                ("question2_text", "Which badge?"),
                ("question2_kind", "choice"),
                ("question2_choices", "Red\nBlue"),
                (
                    "question2_translations",
                    "de: Welcher Ausweis? | Rot | Blau",
                ),
                ("question2_editable", "on"),
            ],
        )
        .await
        .unwrap();
        let form = catalogs::resource(&self.owner, self.catalog, self.resource)
            .await
            .unwrap()
            .form;
        ["question1_id", "question2_id"].map(|field| form.get(field).parse().unwrap())
    }

    async fn set(&self, pairs: &[(&str, &str)]) -> Outcome<String> {
        self.set_as(&self.owner, pairs).await
    }

    async fn set_as(&self, ctx: &Ctx, pairs: &[(&str, &str)]) -> Outcome<String> {
        let form = catalogs::resource(ctx, self.catalog, self.resource)
            .await?
            .form;
        let mut fields = Fields::default();
        fields.set("version", form.get("version"));
        for (name, value) in pairs {
            fields.set(name, *value);
        }
        let input = AttributesInput::parse(&fields)?;
        catalogs::set_attributes(ctx, self.catalog, self.resource, input).await
    }

    async fn ask(
        &self,
        world: &World,
        who: UserId,
        answers: &[(QuestionId, &str)],
    ) -> Outcome<RequestId> {
        let input = RequestInput {
            answers: answers
                .iter()
                .map(|(id, value)| (*id, (*value).to_owned()))
                .collect(),
            ..RequestInput::default()
        };
        world.ask_with(who, self.package, input).await
    }

    async fn take_away(&self, world: &World, assignment: AssignmentId) {
        remove_directly(&self.owner, assignment, "").await.unwrap();
        world.settle().await;
    }
}

/// Cost center and badge color of a person.
async fn profile(world: &World, who: UserId) -> (String, String) {
    let cost_center = value!(
        world,
        String,
        "SELECT cost_center FROM users WHERE id = $1",
        who
    );
    let badge = rows!(
        world,
        (String,),
        "SELECT value FROM user_attributes WHERE user_id = $1 AND attribute = 'badge.color'",
        who
    );
    (
        cost_center,
        badge
            .into_iter()
            .next()
            .map_or_else(String::new, |(value,)| value),
    )
}

async fn has_cost_center(world: &World, who: UserId, value: &str) {
    run_sql!(
        world,
        "UPDATE users SET cost_center = $2 WHERE id = $1",
        who,
        value
    )
    .unwrap();
}

fn pair(cost_center: &str, badge: &str) -> (String, String) {
    (cost_center.to_owned(), badge.to_owned())
}

both! {
    async fn cat_16_every_package_with_the_resource_asks_and_nothing_happens_without_an_answer(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let place = place(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let [center, badge] = place.require(true).await;

        // The browser's language chooses the words; the answer stays what it is.
        let mut ctx = world.as_user(ada).await;
        ctx.languages = vec!["de-AT".to_owned()].into();
        let way = my::package(&ctx, place.package, None, None).await.unwrap().ways.remove(0);
        let texts: Vec<_> = way.questions.iter().map(|question| question.text.as_str()).collect();
        assert_eq!(texts, ["Welche Kostenstelle zahlt?", "Welcher Ausweis?"]);
        assert!(way.questions.iter().all(|question| question.required && !question.locked));

        let refused = refusal(place.ask(&world, ada, &[(center, "12")]).await).field_errors();
        assert_eq!(refused.0.len(), 2);
        assert_eq!(refused.get(&format!("answer_{badge}")).as_deref(), Some("This question needs an answer."));
        let request = place.ask(&world, ada, &[(center, "4711"), (badge, "Blue")]).await.unwrap();

        // The approver reads the answers; the profile waits for the access.
        let page = my::approval(&world.as_user(bo).await, request).await.unwrap();
        let answers: Vec<_> = page.request.answers.iter().map(|one| (one.question.as_str(), one.answer.as_str())).collect();
        assert_eq!(answers, [("Which cost center pays?", "4711"), ("Which badge?", "Blue")]);
        assert_eq!(profile(&world, ada).await, pair("", ""));
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        assert_eq!(profile(&world, ada).await, pair("4711", "Blue"));
        assert_eq!(audited(&world, "user.writeAttributes").await, 1);
        chain_is_intact(&world).await;
    }

    async fn cat_16_direct_assignments_ask_too(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let place = place(&world, &open_policy()).await;
        let [center, badge] = place.require(false).await;
        has_cost_center(&world, bo, "0815").await;
        let form = packages::assign_form(&place.owner, place.package, None, "", &[bo]).await.unwrap();
        assert!(form.single && form.questions[0].locked);
        // What the profile of anybody says is for administrators; others read that it says something.
        assert_eq!(form.questions[0].value, "Known already");
        let form = packages::assign_form(&place.admin, place.package, None, "", &[bo]).await.unwrap();
        assert_eq!(form.questions[0].value, "0815");
        let assign = async |people: &[UserId], answers: &[(QuestionId, &str)]| {
            let input = DirectAssignment {
                package: place.package,
                policy: place.policy,
                people: people.to_vec(),
                asked: Asked::default(),
                justification: String::new(),
                answers: answers.iter().map(|(id, value)| (*id, (*value).to_owned())).collect(),
            };
            assign_directly(&place.owner, &input).await
        };
        let both = refusal(assign(&[ada, bo], &[(center, "4711"), (badge, "Red")]).await);
        assert!(both.field_errors().get("people").is_some());
        assert!(refusal(assign(&[ada], &[(badge, "Red")]).await).field_errors().get(&format!("answer_{center}")).is_some());
        assign(&[bo], &[(badge, "Red")]).await.unwrap();
        assert_eq!(profile(&world, bo).await, pair("0815", "Red"));
    }

    async fn cat_17_a_locked_value_stays_and_an_empty_one_is_entered_once(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let place = place(&world, &PolicySettings { stages: vec![asks(&[cy])], ..open_policy() }).await;
        let [center, badge] = place.require(false).await;
        has_cost_center(&world, ada, "0815").await;

        let way = my::package(&world.as_user(ada).await, place.package, None, None).await.unwrap().ways.remove(0);
        assert!(way.questions[0].locked && !way.questions[1].locked);
        assert_eq!(way.questions[0].value, "0815");
        let request = place.ask(&world, ada, &[(center, "9999"), (badge, "Red")]).await.unwrap();
        assert_eq!(world.request(request).await.answers().unwrap()[0].value, "0815");
        world.approve(cy, request, 0).await;
        assert_eq!(profile(&world, ada).await, pair("0815", "Red"));

        // Bo enters it; somebody else is faster, and what may not be changed is not.
        let request = place.ask(&world, bo, &[(center, "1111"), (badge, "Red")]).await.unwrap();
        has_cost_center(&world, bo, "2222").await;
        world.approve(cy, request, 0).await;
        assert_eq!(profile(&world, bo).await, pair("2222", "Red"));
    }

    async fn cat_18_what_access_wrote_goes_with_it_and_what_was_there_before_stays(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let place = place(&world, &open_policy()).await;
        let answers = place.require(true).await;
        has_cost_center(&world, bo, "0815").await;
        for who in [ada, bo, cy] {
            let request = place.ask(&world, who, &[(answers[0], "4711"), (answers[1], "Blue")]).await.unwrap();
            assert_eq!(profile(&world, who).await, pair("4711", "Blue"));
            let assignment = world.assignment_of(request).await.id;
            if who == cy {
                // What another system says meanwhile is not access's to take.
                has_cost_center(&world, cy, "3333").await;
            }
            place.take_away(&world, assignment).await;
        }
        assert_eq!(profile(&world, ada).await, pair("", ""));
        assert_eq!(profile(&world, bo).await, pair("0815", ""), "the value from before survives (BYD-06)");
        assert_eq!(profile(&world, cy).await, pair("3333", ""));
        assert_eq!(audited(&world, "user.clearAttributes").await, 3);
        assert_eq!(world.count("written_attributes").await + world.count("attribute_holds").await, 0);
        chain_is_intact(&world).await;
    }

    async fn cat_18_two_packages_hold_an_attribute_together(world) {
        let ada = world.member("Ada Lind").await;
        let place = place(&world, &open_policy()).await;
        let answers = place.require(true).await;
        let other = world.package(place.catalog, "Printing everywhere", &[place.printer.roles[1]]).await;
        world.policy(other, &open_policy()).await;
        let typed = [(answers[0], "4711"), (answers[1], "Blue")];
        let one = place.ask(&world, ada, &typed).await.unwrap();
        let input = RequestInput {
            answers: vec![(answers[0], "5822".to_owned()), (answers[1], "Blue".to_owned())],
            ..RequestInput::default()
        };
        let two = world.ask_with(ada, other, input).await.unwrap();
        assert_eq!(profile(&world, ada).await, pair("5822", "Blue"));

        place.take_away(&world, world.assignment_of(one).await.id).await;
        assert_eq!(profile(&world, ada).await, pair("5822", "Blue"), "the other access still holds it (BYD-07)");

        // A package that gives no role of the resource any more requires nothing of it either.
        let roles = packages::overview(&place.owner, other).await.unwrap().roles;
        packages::remove_role(&place.owner, other, roles[0].id.parse().unwrap()).await.unwrap();
        world.settle().await;
        assert!(world.assignment_of(two).await.state.is_live());
        assert_eq!(profile(&world, ada).await, pair("", ""));
    }

    async fn cat_16_owners_set_what_is_required_and_everybody_with_a_role_reads_it(world) {
        let place = place(&world, &open_policy()).await;
        place.require(true).await;
        assert_eq!(audited(&world, "catalog.requireAttributes").await, 1);
        let reader = world.member("Rita Read").await;
        world.give_role(Principal::User(reader), Role::CatalogReader, Some(place.catalog)).await;
        let reader = world.as_user(reader).await;
        let view = catalogs::resource(&reader, place.catalog, place.resource).await.unwrap();
        assert!(!view.may_set);
        let names: Vec<_> = view.resource.attributes.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Cost center", "badge.color"]);
        // The pages of packages name them with their resource.
        for required in [
            packages::policies(&reader, place.package).await.unwrap().required,
            packages::overview(&reader, place.package).await.unwrap().required,
        ] {
            assert_eq!(required.len(), 2);
            assert_eq!(required[0].resource, "Printer room");
        }

        // Two owners do not overwrite each other.
        let input = AttributesInput { questions: Vec::new(), rows: Vec::new(), version: 1 };
        let stale = catalogs::set_attributes(&place.owner, place.catalog, place.resource, input.clone()).await;
        assert!(matches!(refusal(stale), AppError::Conflict(_)));
        let denied = catalogs::set_attributes(&reader, place.catalog, place.resource, input).await;
        assert!(matches!(refusal(denied), AppError::Forbidden(_)));
        place.set(&[]).await.unwrap();
        assert!(packages::policies(&reader, place.package).await.unwrap().required.is_empty());
    }

    async fn byd_02_trying_a_package_says_what_would_be_asked(world) {
        let ada = world.member("Ada Lind").await;
        let place = place(&world, &open_policy()).await;
        place.require(false).await;
        has_cost_center(&world, ada, "0815").await;
        let badge = "A resource requires the attribute badge.color, which they have to enter.";
        let told = "Cost center: 0815, which they cannot change.";
        let kept = "A resource requires the attribute Cost center, which they have and cannot change.";
        for (ctx, who, center) in [(&place.admin, ada, told), (&place.owner, ada, kept)] {
            let tried = packages::simulate(ctx, place.package, "", Some(who), None).await.unwrap();
            let detail = tried.policies[0].steps[0].detail.clone().unwrap();
            assert_eq!(detail, format!("{center} {badge}"));
        }
        // One's own profile is no secret, and what the catalog collected itself is its own.
        let me = place.owner.me().unwrap();
        has_cost_center(&world, me, "0815").await;
        run_sql!(world, "INSERT INTO user_attributes (user_id, attribute, value) VALUES ($1, 'badge.color', 'Red')", ada).unwrap();
        for (who, words) in [(me, told), (ada, "badge.color: Red, which they may change.")] {
            let tried = packages::simulate(&place.owner, place.package, "", Some(who), None).await.unwrap();
            let detail = tried.policies[0].steps[0].detail.clone().unwrap();
            assert!(detail.contains(words), "{detail}");
        }
    }

    async fn cat_17_only_administrators_let_people_change_their_profile(world) {
        let place = place(&world, &open_policy()).await;
        let title = |editable: &'static str| [
            ("question1_attribute", "jobTitle"),
            ("question1_text", "What do you do?"),
            ("question1_kind", "shortText"),
            ("question1_editable", editable),
        ];
        let wrong = refusal(place.set(&title("on")).await).field_errors();
        assert!(wrong.get("question1_attribute").is_some_and(|why| why.starts_with("Only an administrator")), "{wrong:?}");
        place.set(&title("")).await.unwrap();
        place.set_as(&place.admin, &title("on")).await.unwrap();
        // What an administrator allowed stays when the owner changes the words.
        let mut fields = title("on");
        fields[1].1 = "What is your work?";
        place.set(&fields).await.unwrap();
        place.set(&title("")).await.unwrap();
        assert_eq!(refusal(place.set(&title("on")).await).status(), 422);
    }

    async fn cat_16_a_name_belongs_to_the_catalog_that_collects_under_it(world) {
        let place = place(&world, &open_policy()).await;
        place.require(false).await;
        let elsewhere = world.catalog("Labs").await;
        let door = world.application("Lab door", &["User"]).await;
        let (mine, theirs) = (place.owner.me().unwrap(), world.member("Lab Owner").await);
        let other = Place { catalog: elsewhere, resource: world.resource(elsewhere, &door).await, ..place };
        world.give_role(Principal::User(theirs), Role::CatalogOwner, Some(elsewhere)).await;
        let lab = world.as_user(theirs).await;
        let badge = [
            ("question1_attribute", "extension"),
            ("question1_extension", "badge.color"),
            ("question1_text", "Which badge?"),
            ("question1_kind", "shortText"),
            ("question1_editable", "on"),
        ];
        let wrong = refusal(other.set_as(&lab, &badge).await).field_errors();
        assert!(wrong.get("question1_extension").is_some_and(|why| why.starts_with("Another catalog")), "{wrong:?}");
        // Also for whoever owns both: the people of one are not the people of the other.
        world.give_role(Principal::User(mine), Role::CatalogOwner, Some(elsewhere)).await;
        assert_eq!(refusal(other.set_as(&world.as_user(mine).await, &badge).await).status(), 422);
        // An administrator lets catalogs share one, and there it stays.
        other.set_as(&other.admin, &badge).await.unwrap();
        let mut fields = badge;
        fields[2].1 = "What badge do you have?";
        other.set_as(&lab, &fields).await.unwrap();
        let mut own = badge;
        own[1].1 = "lab.badge";
        other.set_as(&lab, &own).await.unwrap();
    }
}
