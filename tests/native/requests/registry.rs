//! Requests to `/v2/registry`, all deprecated, against those to `/v2/registries`.

use digitalocean_wasm::requests::{RESOURCES, operations};

#[test]
fn each_deprecated_call_names_its_replacement() {
    let calls: Vec<_> = operations().map(|operation| operation.about.call).collect();
    let (mut deprecated, mut current) = (0, 0);
    for operation in operations() {
        let call = operation.about.call;
        match operation.about.replaced_by {
            Some(replacement) => {
                assert!(call.starts_with("registry."), "{call}");
                assert!(replacement.starts_with("registries."), "{call}: {replacement}");
                assert!(calls.contains(&replacement), "{call}: {replacement}");
                deprecated += 1;
            }
            None if call.starts_with("registries.") => current += 1,
            None => assert!(!call.starts_with("registry."), "{call}"),
        }
    }
    assert_eq!((deprecated, current), (18, 19));
}

/// A call of both families differs in its path alone.
#[test]
fn calls_of_both_families_differ_in_the_path_alone() {
    let of = |family: &'static str| {
        let resources = RESOURCES.iter().filter(move |resource| {
            let path = resource.about.path;
            path.split('.').next() == Some(family)
        });
        resources.flat_map(|resource| resource.operations)
    };
    let mut shared = 0;
    for single in of("registry") {
        let call = single.about.call.replacen("registry.", "registries.", 1);
        let Some(several) = of("registries").find(|operation| operation.about.call == call) else {
            assert_eq!(single.about.call, "registry.repositories.listV2");
            continue;
        };
        assert_eq!(single.method, several.method, "{call}");
        assert_eq!(single.envelope, several.envelope, "{call}");
        assert_eq!(single.about.scopes, several.about.scopes, "{call}");
        assert_eq!(single.about.paged, several.about.paged, "{call}");
        assert!(several.path.starts_with("/v2/registries"), "{call}");
        shared += 1;
    }
    assert_eq!(shared, 17);
}
