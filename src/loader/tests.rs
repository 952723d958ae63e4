use super::*;

#[test]
fn the_chronology_in_the_program_loads_without_a_remark() {
    let loaded = load(&Location::Embedded).unwrap_or_else(|report| panic!("{report}"));
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    assert!(loaded.chronology.events().len() > 600);
}
