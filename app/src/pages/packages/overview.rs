//! The overview of a package: who finds it, what it gives, how many have it (PKG-04..06).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_overview;
use super::policies::PolicyTable;
use crate::pages::catalogs::{RequiredSection, messages};
use crate::pages::my::parts::{path_param, when};
use crate::ui::{
    Banner, Button, Card, CopyField, EmptyState, FormErrors, Glyph, Icon, LinkButton, PostForm,
    Row, Section, Stack, Stat, Stats, Time, Tone,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::figure;
use shared::views::packages::{Gate, PackageHead, PackageOverview, PackageRoleRow};

/// `/admin/packages/{id}`
#[component]
pub fn PackageOverviewPage() -> impl IntoView {
    let id = path_param("id");
    let page = Resource::new(move || id.get(), load_package_overview);
    let form = StoredValue::new(use_form("hide"));
    view! {
        <Loaded resource=page let:view>
            <Overview view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Overview(view: PackageOverview, form: FormState) -> impl IntoView {
    let PackageOverview {
        head,
        share_link,
        gates,
        policies,
        required,
        roles,
        holders,
        waiting,
        troubled,
        created,
        modified,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let may = head.may;
    let held = may
        .view_assignments
        .then(|| format!("{base}/assignments?state=live"));
    let asked = may
        .view_requests
        .then(|| format!("{base}/requests?state=pendingApproval"));
    let trouble = may
        .view_assignments
        .then(|| format!("{base}/assignments?state=deliveryFailed"));
    let hidden = head.hidden;
    let kept = head.clone();
    let change_roles = may.change_roles.then(|| format!("{base}/roles"));
    let new_policy = may.edit_policies.then(|| format!("{base}/policies/new"));
    let policies_empty = policies.is_empty();
    let edit_policies = may.edit_policies;
    let package = head.id.clone();
    view! {
        <PackageFrame head current=PackageTab::Overview>
            <FormErrors errors=messages(&form)/>
            <Stack>
                <Stats>
                    <Stat label=t!("People who have it") value=figure(holders) href=held/>
                    <Stat label=t!("Requests waiting") value=figure(waiting) href=asked/>
                    <Stat label=t!("Not fully set up") value=figure(troubled)
                        tone={if troubled > 0 { Tone::Danger } else { Tone::Neutral }} href=trouble/>
                </Stats>
                <Gates gates head=kept/>
                {share_link.map(|link| view! {
                    <Card title=t!("Share link")>
                        <CopyField id="share-link" label=t!("Link to this package") value=link
                            hint=if hidden {
                                t!("The package is hidden, so this link is the only way to it. It gives nobody more than the policies allow.")
                            } else {
                                t!("For mail, chat and partners. It gives nobody more than the policies allow.")
                            }/>
                    </Card>
                })}
                <Section title=t!("Resource roles") count=roles.len() as u64
                    actions=move || change_roles.map(|href| view! {
                        <LinkButton href small=true>{t!("Change")}</LinkButton>
                    })>
                    <RoleList roles/>
                </Section>
                <Section title=t!("Policies") count=policies.len() as u64
                    actions=move || new_policy.map(|href| view! {
                        <LinkButton href small=true icon=Glyph::Plus>{t!("New policy")}</LinkButton>
                    })>
                    {if policies_empty {
                        view! {
                            <EmptyState glyph=Glyph::Flow title=t!("No policy yet")
                                text=t!("A policy says who can get the package, who decides and how long it lasts.")/>
                        }.into_any()
                    } else {
                        view! { <PolicyTable policies package editable=edit_policies/> }.into_any()
                    }}
                </Section>
                <RequiredSection required/>
                <p class="small muted">
                    "Created "<Time when=when(created)/>", last changed "<Time when=when(modified)/>"."
                </p>
            </Stack>
        </PackageFrame>
    }
}

/// Who finds the package, check by check, with the switch for hiding it.
#[component]
fn Gates(gates: Vec<Gate>, head: PackageHead) -> impl IntoView {
    let closed = gates.iter().filter(|gate| !gate.passed).count();
    let title = if closed == 0 {
        t!("People can find it and ask for it")
    } else {
        t!("What keeps people from it")
    };
    let action = format!(
        "/admin/packages/{}/{}",
        head.id,
        if head.hidden { "show" } else { "hide" }
    );
    let words = if head.hidden {
        t!("Show in lists")
    } else {
        t!("Hide from lists")
    };
    let may_hide = head.may.hide;
    view! {
        <Card title
            actions=move || may_hide.then(|| view! {
                <PostForm action inline=true><Button small=true>{words}</Button></PostForm>
            })>
            <Stack>
            <ul class="stack stack-tight">
                {gates.into_iter().map(|gate| view! {
                    <li>
                        <Row>
                            <Icon glyph=if gate.passed { Glyph::CheckCircle } else { Glyph::Warning }/>
                            <span>
                                <span class="sr-only">{if gate.passed { t!("Fine: ") } else { t!("Attention: ") }}</span>
                                {gate.text}
                            </span>
                        </Row>
                    </li>
                }).collect_view()}
            </ul>
            {(closed > 0).then(|| view! {
                <Banner tone=Tone::Notice>
                    <p>{t!("People who have the access keep it, whatever stands above.")}</p>
                </Banner>
            })}
            </Stack>
        </Card>
    }
}

/// Roles in a sentence each.
#[component]
fn RoleList(roles: Vec<PackageRoleRow>) -> impl IntoView {
    if roles.is_empty() {
        return view! { <p class="muted">{t!("None yet: whoever gets the package receives nothing.")}</p> }
            .into_any();
    }
    view! {
        <Card>
            <ul class="role-list">
                {roles.into_iter().map(|role| view! {
                    <li class="role-line">
                        <span class="role-what">{role.resource}</span>
                        <span class="role-how">{format!("{} · {}", role.role, role.kind)}</span>
                    </li>
                }).collect_view()}
            </ul>
        </Card>
    }
    .into_any()
}
