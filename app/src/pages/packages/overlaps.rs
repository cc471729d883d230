//! Who has a package together with what rules it out (PKG-21).

use super::frame::trail_below;
use super::load::load_overlaps;
use crate::pages::my::parts::{address, path_param, query_param, when};
use crate::ui::{
    Cell, Column, EmptyState, Glyph, Link, LinkButton, Look, Page, Pager, Table, Time, Toolbar,
};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::separation::{OverlapRow, OverlapsView};

/// `/admin/packages/{id}/separation/overlaps?after=`
#[component]
pub fn OverlapsPage() -> impl IntoView {
    let (id, after) = (path_param("id"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), after.get()),
        |(id, after)| load_overlaps(id, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Overlaps view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Overlaps(view: OverlapsView, later: bool) -> impl IntoView {
    let OverlapsView {
        head,
        page,
        may_see_people,
    } = view;
    let separation = format!("/admin/packages/{}/separation", head.id);
    let path = format!("{separation}/overlaps");
    let assignments = format!("/admin/packages/{}/assignments?state=live", head.id);
    let may_remove = head.may.remove;
    let next = page.next.map(|next| address(&path, &[("after", &next)]));
    let first = later.then(|| path.clone());
    let csv = format!("{path}.csv");
    let mut trail = trail_below(&head);
    trail.push(Link::new(separation, t!("Separation of duties")));
    let empty = page.rows.is_empty();
    view! {
        <Page title=t!("Who has both") trail
            lead=t!("People who have {name} and something that rules it out. They keep both until one is taken away.", name = head.name)>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::CheckCircle title=t!("Nobody has both")
                        text=t!("And nobody new can get both while the rules stand.")/>
                }.into_any()
            } else {
                view! {
                    <Toolbar>
                        {may_remove.then(|| view! {
                            <LinkButton href=assignments>{t!("Take access away")}</LinkButton>
                        })}
                        <LinkButton href=csv look=Look::Quiet icon=Glyph::External external=true>{t!("Download as CSV")}</LinkButton>
                    </Toolbar>
                    <Overlapping rows=page.rows package=head.name may_see_people/>
                }.into_any()
            }}
            <Pager first next/>
        </Page>
    }
}

#[component]
fn Overlapping(rows: Vec<OverlapRow>, package: String, may_see_people: bool) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Person")),
        Column::new(t!("{package} since", package)),
        Column::new(t!("Ruled out by")),
        Column::new(t!("Had since")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let name = if may_see_people {
                let href = format!("/admin/people/{}", row.person);
                view! { <a href=href>{row.name}</a> }.into_any()
            } else {
                row.name.into_any()
            };
            let since = match row.other_since {
                Some(at) => view! { <Time when=when(at)/> }.into_any(),
                None => view! { <span class="muted">{t!("Not known")}</span> }.into_any(),
            };
            view! {
                <tr>
                    <Cell head=true>
                        {name}
                        <p class="small muted">{row.detail}</p>
                    </Cell>
                    <Cell label=t!("Since")><Time when=when(row.since)/></Cell>
                    <Cell label=t!("Ruled out by")>
                        {row.other}
                        {row.group.then(|| view! { <p class="small muted">{t!("Group")}</p> })}
                    </Cell>
                    <Cell label=t!("Had since")>{since}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("People who have both") columns>{rows}</Table> }
}
