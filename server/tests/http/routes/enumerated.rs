//! What the program answers, read from its router.

use crate::support::World;
use server::http::{Site, router};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The methods of a route, in the order in which axum shows them.
const METHODS: [&str; 9] = [
    "get", "head", "delete", "options", "patch", "post", "put", "trace", "connect",
];

/// Every method and address of the router, such as `post /admin/roles/add`. Files of the site are no
/// routes: they are what is left over.
pub fn routes(world: &World) -> BTreeSet<String> {
    let site = Site::folder(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let router = router(&world.engine, &site, &[], &Arc::default()).unwrap();
    read(&format!("{router:?}"))
}

/// Axum offers no other way to ask a router what is in it; should its words change, the numbers below no
/// longer agree.
fn read(debug: &str) -> BTreeSet<String> {
    let start = "path_router: PathRouter { routes: {";
    let (_, rest) = debug.split_once(start).unwrap();
    let (routes, rest) = rest.split_once("}, node: Node { paths: {").unwrap();
    let (paths, _) = rest.split_once("} } }").unwrap();
    let by_number: BTreeMap<&str, Vec<&str>> = routes
        .split("RouteId(")
        .skip(1)
        .map(|route| {
            let (number, route) = route.split_once("): MethodRouter(MethodRouter { ").unwrap();
            (number, methods(route))
        })
        .collect();
    let paths: Vec<&str> = paths.split("RouteId(").skip(1).collect();
    assert_eq!(paths.len(), by_number.len(), "each address has its methods");
    let mut found = BTreeSet::new();
    for path in paths {
        let (number, path) = path.split_once("): \"").unwrap();
        let (path, _) = path.split_once('"').unwrap();
        let methods = &by_number[number];
        assert!(!methods.is_empty(), "{path} has no methods");
        found.extend(methods.iter().map(|method| format!("{method} {path}")));
    }
    found
}

fn methods(route: &str) -> Vec<&'static str> {
    let mut fields = route.split(", ");
    METHODS
        .into_iter()
        .filter(|method| {
            let (name, what) = fields.next().unwrap().split_once(": ").unwrap();
            assert_eq!(name, *method);
            what != "None"
        })
        .collect()
}
