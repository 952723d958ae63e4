mod keys;

use std::path::PathBuf;

use summits_chronology::chronology::CountryCode;
use tempfile::TempDir;

use super::defaults::DEFAULTS;
use super::schema::{Kind, RENAMED, SETTINGS};
use super::*;
use crate::keymap::{Action, Context, REGISTRY};

/// What a file of the user with this text makes.
fn loaded(text: &str) -> (TempDir, Loaded) {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    std::fs::write(&path, text).expect("a file");
    let loaded = load(&Sources { file: UserFile::Named(path), ..Sources::default() });
    (directory, loaded)
}

/// The messages of the problems in this text.
fn messages(text: &str) -> Vec<String> {
    loaded(text).1.problems.diagnostics.into_iter().map(|problem| problem.message).collect()
}

fn chords(config: &Config, context: Context, name: &str) -> String {
    let chords = config.bindings.chords(context, name).iter().map(ToString::to_string);
    chords.collect::<Vec<_>>().join(" ")
}

fn style(written: &str) -> Style {
    Style::parse(written).expect(written)
}

#[test]
fn the_built_in_file_has_no_errors_and_the_compiled_defaults_are_its_values() {
    let read = read::read(&defaults::built_in_file(), |line| Origin::BuiltIn { line });
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    assert_eq!(format!("{:#?}", read.values), format!("{:#?}", *DEFAULTS));
}

#[test]
fn the_built_in_file_has_a_default_for_every_setting() {
    let variant =
        |path: &str| ["theme.dark.", "theme.light.", "theme.none."].iter().any(|table| path.starts_with(table));
    let missing: Vec<&str> = SETTINGS
        .iter()
        .map(|setting| setting.path.as_str())
        .filter(|path| !variant(path) && !DEFAULTS.contains_key(*path))
        .collect();
    assert_eq!(missing, [""; 0], "settings that config.toml does not name");
}

#[test]
fn the_comment_after_a_role_or_an_action_is_its_help() {
    for setting in SETTINGS.iter() {
        let help = match setting.kind {
            Kind::Chords(_, entry) => entry.help,
            Kind::Style => match setting.path.strip_prefix("theme.").and_then(Role::parse) {
                Some(role) => role.help(),
                None => continue,
            },
            _ => continue,
        };
        let Some(Origin::BuiltIn { line }) = DEFAULTS.get(&setting.path).map(|given| &given.origin) else {
            panic!("{} is not in config.toml", setting.path);
        };
        let line = BUILT_IN.lines().nth(line - 1).expect("a line");
        assert!(line.ends_with(&format!("# {help}")), "{line}\nshould end with\n# {help}");
    }
}

#[test]
fn every_setting_that_is_neither_a_role_nor_a_key_is_described() {
    let lines: Vec<&str> = BUILT_IN.lines().collect();
    for setting in SETTINGS.iter().filter(|setting| !matches!(setting.kind, Kind::Chords(..) | Kind::Style)) {
        let Some(Origin::BuiltIn { line }) = DEFAULTS.get(&setting.path).map(|given| &given.origin) else {
            panic!("{} is not in config.toml", setting.path);
        };
        assert!(lines[line - 2].starts_with("# "), "{} has no comment above it", setting.path);
        if let Kind::Choice(words) = setting.kind {
            let comment: Vec<&&str> = lines[..line - 1].iter().rev().take_while(|line| line.starts_with('#')).collect();
            for word in words {
                let described = comment.iter().any(|line| line.contains(&format!("\"{word}\"")));
                assert!(described, "the comment above {} does not say what {word:?} is", setting.path);
            }
        }
    }
}

#[test]
fn the_user_s_file_overrides_the_defaults_and_needs_only_what_differs() {
    let (directory, loaded) = loaded("[layout]\nstrip = false\n\n[keys.list]\nread = [\"enter\", \"o\"]\n");
    let config = loaded.config;
    assert!(loaded.problems.is_empty());
    assert!(!config.layout.strip);
    assert!(config.layout.hints);
    assert_eq!(chords(&config, Context::List, "read"), "enter o");
    let file = directory.path().join("config.toml").to_string_lossy().into_owned();
    assert_eq!(config.origin("layout.strip"), Some(&Origin::File { file: file.clone(), line: 2 }));
    assert_eq!(config.origin("keys.list.read").map(ToString::to_string), Some(format!("{file}:5")));
    assert!(matches!(config.origin("layout.hints"), Some(Origin::BuiltIn { line: 2.. })));
}

#[test]
fn the_command_line_overrides_the_environment_and_that_the_file() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    std::fs::write(&path, "theme.name = \"dark\"\nstart.data = \"mine\"\nstart.query = \"kind:summit\"\n")
        .expect("a file");
    let sources = Sources { file: UserFile::Named(path), ..Sources::default() };
    let name = |sources: &Sources| {
        let config = load(sources).config;
        (config.theme.name, config.origin("theme.name").map(ToString::to_string).unwrap_or_default())
    };
    assert_eq!(name(&sources).0, ThemeName::Dark);
    let no_color = Sources { no_color: true, ..sources.clone() };
    assert_eq!(name(&no_color), (ThemeName::None, "environment, NO_COLOR".to_owned()));
    assert_eq!(name(&Sources { color: ColorChoice::Always, ..no_color.clone() }).0, ThemeName::Dark);
    let never = Sources { color: ColorChoice::Never, ..sources.clone() };
    assert_eq!(name(&never), (ThemeName::None, "command line, --color".to_owned()));

    assert_eq!(load(&sources).config.data, [directory.path().join("mine")]);
    assert_eq!(load(&sources).config.query, "kind:summit");
    let given = Sources { data: vec![PathBuf::from("there")], ..sources };
    assert_eq!(load(&given).config.data, [PathBuf::from("there")]);
}

#[test]
fn several_chronologies_can_be_named_and_the_built_in_one_has_a_name() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    std::fs::write(&path, "start.data = ['built-in', 'mine']").expect("a file");
    let loaded = load(&Sources { file: UserFile::Named(path), ..Sources::default() });
    assert_eq!(loaded.config.data, [PathBuf::from("built-in"), directory.path().join("mine")]);
    assert!(to_toml(&loaded.config).contains("data = [\"built-in\", \"mine\"]"));
}

#[test]
fn a_directory_can_be_relative_to_home() {
    let home = etcetera::home_dir().expect("a home");
    assert_eq!(loaded("start.data = '~/mine'").1.config.data, [home.join("mine")]);
    assert_eq!(loaded("start.data = '/there'").1.config.data, [PathBuf::from("/there")]);
    assert_eq!(Config::default().data, Vec::<PathBuf>::new());
}

#[test]
fn a_setting_with_an_error_keeps_its_default_and_the_rest_counts() {
    let text = "[layout]\nstrip = \"no\"\nlist-share = 70\nhints = 3\n\n[theme]\ntitle = \"blod\"\nyear = \"red\"\n";
    let (_directory, loaded) = loaded(text);
    let built_in = Config::default();
    assert_eq!(loaded.problems.errors(), 3);
    assert_eq!(loaded.config.layout, Layout { list_share: 70, ..built_in.layout });
    assert_eq!(loaded.config.theme.style(Role::Title), built_in.theme.style(Role::Title));
    assert_eq!(loaded.config.theme.style(Role::Year), style("red"));
}

#[test]
fn a_line_that_is_not_toml_costs_that_line_only() {
    let (_directory, loaded) = loaded("[layout]\nstrip = fals\nhints = false\n[terminal\nmouse = false\n");
    assert!(loaded.problems.errors() >= 2, "{}", loaded.problems);
    assert!(loaded.config.layout.strip);
    assert!(!loaded.config.layout.hints);
}

#[test]
fn a_country_has_the_key_and_the_colour_that_the_file_gives_it() {
    let (_directory, loaded) = loaded("[country.KP]\nkey = \"P\"\ncolor = \"bold green\"\n");
    assert_eq!(loaded.problems.render(false), "no problems\n");
    let korea = CountryCode::parse("KP").expect("a code");
    assert_eq!(loaded.config.bindings.countries.get(&korea).map(ToString::to_string).as_deref(), Some("P"));
    assert_eq!(loaded.config.theme.country(korea, 1), style("bold green"));
    let japan = CountryCode::parse("JP").expect("a code");
    assert_eq!(loaded.config.theme.country(japan, 0), loaded.config.theme.style(Role::Country1));
    assert_eq!(loaded.config.theme.country(japan, 6), loaded.config.theme.style(Role::Country1));
}

#[test]
fn a_user_s_style_for_all_themes_overrides_the_default_for_one() {
    let dark = |text: &str| loaded(&format!("theme.name = \"dark\"\n{text}")).1.config.theme.style(Role::Link);
    assert_eq!(dark(""), style("underlined bright-cyan"));
    assert_eq!(dark("theme.link = \"bold\""), style("bold"));
    assert_eq!(dark("theme.link = \"bold\"\ntheme.dark.link = \"italic\""), style("italic"));
    assert_eq!(dark("theme.light.link = \"italic\""), style("underlined bright-cyan"));
}

#[test]
fn without_colours_no_style_has_one_and_what_matters_stands_out() {
    let theme = load(&Sources { no_color: true, ..Sources::default() }).config.theme;
    for role in Role::ALL {
        let style = theme.style(*role);
        assert_eq!((style.fg, style.bg), (None, None), "{}", role.name());
    }
    for role in
        [Role::Selection, Role::Match, Role::Link, Role::ChipOn, Role::Error, Role::QuoteMark, Role::StripCursor]
    {
        assert!(!theme.style(role).modifiers.is_empty(), "{} is conveyed by colour alone", role.name());
    }
}

#[test]
fn the_printed_toml_is_equivalent_and_has_no_errors() {
    let text = "layout.strip = false\nstart.query = 'a \"b\" \\ c'\nkeys.global.help = []\n[country.RU]\nkey = \"'\"\n[country.JP]\ncolor = \"#ff0000 on 17\"\n";
    let first = loaded(text).1.config;
    let printed = to_toml(&first);
    let (_directory, second) = loaded(&printed);
    assert_eq!(second.problems.render(false), "no problems\n");
    assert_eq!(to_toml(&second.config), printed);
    assert_eq!(second.config.query, "a \"b\" \\ c");
    assert_eq!(second.config.theme, first.theme);
}

#[test]
fn the_explanation_names_every_setting_once_with_its_value_and_origin() {
    let rows = explain(&loaded("layout.strip = false").1.config);
    let strip = rows.iter().find(|row| row.setting == "layout.strip").expect("a row");
    assert_eq!(strip.value, "false");
    assert!(strip.origin.to_string().ends_with("config.toml:1"));
    let quit = rows.iter().find(|row| row.setting == "keys.global.quit").expect("a row");
    assert_eq!(quit.value, "\"ctrl-c\"");
    assert!(quit.origin.to_string().starts_with("built in, config.toml:"));
    let mut settings: Vec<&str> = rows.iter().map(|row| row.setting.as_str()).collect();
    settings.sort_unstable();
    settings.dedup();
    assert_eq!(settings.len(), rows.len());
}

#[test]
fn a_setting_under_its_old_name_counts_and_a_warning_names_the_new_one() {
    let (_directory, old) = loaded("[theme]\nsilence = \"red\"\n");
    assert_eq!(old.config.theme.style(Role::Gap), style("red"));
    let [warning] = &old.problems.diagnostics[..] else { panic!("one problem: {}", old.problems) };
    assert_eq!((warning.message.as_str(), old.problems.errors()), ("`silence` is now called `gap`", 0));
    let (_directory, old) = loaded("[keys.global]\nnext-silence = \"f7\"\nprevious-silence = [\"f8\"]\n");
    assert_eq!(chords(&old.config, Context::Global, "next-gap"), "f7");
    assert_eq!(chords(&old.config, Context::Global, "previous-gap"), "f8");
    let messages: Vec<&str> = old.problems.diagnostics.iter().map(|warning| &*warning.message).collect();
    let expected = ["`next-silence` is now called `next-gap`", "`previous-silence` is now called `previous-gap`"];
    assert_eq!((&messages[..], old.problems.errors()), (&expected[..], 0));
    // If a file has both, the new name wins, whichever comes first.
    for text in ["[theme]\nsilence = \"red\"\ngap = \"blue\"\n", "[theme]\ngap = \"blue\"\nsilence = \"red\"\n"] {
        assert_eq!(loaded(text).1.config.theme.style(Role::Gap), style("blue"));
    }
}

#[test]
fn an_old_name_in_the_wrong_section_is_an_error_with_the_new_name_and_section() {
    let (_directory, old) = loaded("[keys.list]\nnext-silence = \"f7\"\n");
    let [error] = &old.problems.diagnostics[..] else { panic!("one problem: {}", old.problems) };
    assert_eq!(error.message, "`next-silence` cannot be bound in the context list");
    assert_eq!(error.expected.as_deref(), Some("`next-gap` in [keys.global]"));
}

#[test]
fn every_new_name_exists_and_no_old_one_does() {
    for (former, present) in RENAMED {
        let names = |name: &str| Role::parse(name).is_some() || Action::parse(name).is_some();
        assert!(names(present) && !names(former), "`{former}` for `{present}`");
    }
}
