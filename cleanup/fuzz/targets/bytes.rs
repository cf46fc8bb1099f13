//! Any bytes as the planner's input, in lines of JSON: a registry without repositories, rules, an earlier plan, and pages.
#![no_main]

use digitalocean_cleanup::check::check;
use digitalocean_cleanup::plan::plan;
use digitalocean_cleanup::reader::Reader;
use libfuzzer_sys::fuzz_target;
use serde_json::from_slice;

fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (Ok(head), Ok(rules)) = (from_slice(line()), from_slice(line())) else {
        return;
    };
    let earlier = from_slice(line());
    let mut reader = Reader::new(head);
    lines
        .filter_map(|page| from_slice(page).ok())
        .for_each(|page| reader.add(page));
    let snapshot = reader.finish();
    let plan = plan(&snapshot, &rules);
    let unchanged = check(&plan, &snapshot);
    assert!(unchanged.is_intact);
    if let Ok(earlier) = earlier {
        check(&earlier, &snapshot);
    }
});
