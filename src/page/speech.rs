//! What is said where others see: dates without abbreviations, countries by name, an event in one line.

use summits_chronology::chronology::{Chronology, CountryCode, Event, EventDate, Ref, weekday};
use summits_chronology::text;

use super::row::EventRow;
use super::sheet::Sheet;
use super::{Medium, Setting, Writer};

/// `Friday 10 January 2003`, `9 to 12 January 2003`: in words that a voice says right.
#[must_use]
pub fn spoken_date(date: &EventDate) -> String {
    let words = date.words();
    let words = match words.strip_prefix(weekday(date.earliest())).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) => format!("{} {rest}", date.earliest().format("%A")),
        None => text::capitalised(&words),
    };
    without_dashes(&words)
}

/// `10 January 2003. Koizumi and Putin adopt the Japan–Russia Action Plan`. What was not held says so before its title.
#[must_use]
pub fn spoken_title(row: &EventRow<'_>) -> String {
    let date = text::capitalised(&without_dashes(&super::date_words(&row.event().date)));
    format!("{date}. {}{}", text::capitalised(&row.status()), row.title().trim_end_matches('.'))
}

/// One event in a line: `10 January 2003. Koizumi and Putin adopt the Japan–Russia Action Plan. Japan and Russia, about
/// North Korea.` Where there are several layers, the last is of which it is.
#[must_use]
pub fn spoken_line(row: &EventRow<'_>) -> String {
    let origin = row.origin().map(|name| format!(" From {name}.")).unwrap_or_default();
    format!("{}. {}.{origin}", spoken_title(row), spoken_sides(row.chronology(), row.place()))
}

/// `Japan and Russia, about North Korea, with China and the United States`.
#[must_use]
pub fn spoken_sides(chronology: &Chronology, place: Ref<Event>) -> String {
    let (event, medium) = (&chronology[place], Medium::Speech);
    let sheet = Sheet::of(medium, &Setting::printed(usize::MAX));
    Writer { chronology, place, event, medium, sheet }.sides().said().text().to_owned()
}

impl Medium {
    /// The date of a document, of an office, of another event: without the weekday.
    pub(super) fn date_words(self, date: &EventDate) -> String {
        let words = super::date_words(date);
        if self == Self::Speech { without_dashes(&words) } else { words }
    }
}

/// A dash between two dates is said *to*.
fn without_dashes(date: &str) -> String {
    date.replace(" – ", " to ").replace('–', " to ")
}

/// The usual English name of a country, as it stands behind *with*; the code itself where there is none.
pub(super) fn spoken_country(code: &CountryCode) -> &str {
    let names = NAMES.split('|').filter_map(|entry| entry.split_once(' '));
    names.into_iter().find(|(known, _)| *known == code.as_str()).map_or(code.as_str(), |(_, name)| name)
}

/// The countries that may take part besides those of the chronology: ISO 3166-1 code, name.
const NAMES: &str = "\
    AD Andorra|AE the United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AL Albania|AM Armenia|\
    AO Angola|AR Argentina|AT Austria|AU Australia|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|\
    BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BN Brunei|BO Bolivia|\
    BR Brazil|BS the Bahamas|BT Bhutan|BW Botswana|BY Belarus|BZ Belize|CA Canada|\
    CD the Democratic Republic of the Congo|CF the Central African Republic|CG the Congo|CH Switzerland|\
    CI Côte d’Ivoire|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CV Cabo Verde|CY Cyprus|\
    CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|DM Dominica|DO the Dominican Republic|DZ Algeria|EC Ecuador|\
    EE Estonia|EG Egypt|ER Eritrea|ES Spain|ET Ethiopia|EU the European Union|FI Finland|FJ Fiji|FM Micronesia|\
    FR France|GA Gabon|GB the United Kingdom|GD Grenada|GE Georgia|GH Ghana|GM the Gambia|GN Guinea|\
    GQ Equatorial Guinea|GR Greece|GT Guatemala|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HN Honduras|HR Croatia|\
    HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|\
    JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM the Comoros|\
    KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|KZ Kazakhstan|LA Laos|LB Lebanon|\
    LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|\
    LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MH the Marshall Islands|\
    MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao|MR Mauritania|MT Malta|MU Mauritius|\
    MV the Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NE the Niger|NG Nigeria|\
    NI Nicaragua|NL the Netherlands|NO Norway|NP Nepal|NR Nauru|NZ New Zealand|OM Oman|PA Panama|PE Peru|\
    PG Papua New Guinea|PH the Philippines|PK Pakistan|PL Poland|PS Palestine|PT Portugal|PW Palau|PY Paraguay|\
    QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|\
    SD the Sudan|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|\
    SO Somalia|SR Suriname|SS South Sudan|ST Sao Tome and Principe|SV El Salvador|SY Syria|SZ Eswatini|TD Chad|\
    TG Togo|TH Thailand|TJ Tajikistan|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|\
    TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|US the United States|UY Uruguay|\
    UZ Uzbekistan|VA the Holy See|VC Saint Vincent and the Grenadines|VE Venezuela|VN Viet Nam|VU Vanuatu|\
    WS Samoa|YE Yemen|ZA South Africa|ZM Zambia|ZW Zimbabwe";
