//! Countries and territories in words.

use summits_chronology::chronology::{Chronology, CountryCode, Sovereignty};

use super::words::text_list;

/// The name of a country of the chronology, the code of another.
pub(super) fn country_name<'a>(chronology: &'a Chronology, code: &'a CountryCode) -> &'a str {
    chronology.countries.get(code.as_str()).map_or(code.as_str(), |country| &country.name)
}

/// To whom a place belongs, in words that take no side.
pub(super) fn sovereignty_words(chronology: &Chronology, sovereignty: &Sovereignty) -> String {
    match sovereignty {
        Sovereignty::Country(code) => country_name(chronology, code).to_owned(),
        Sovereignty::Disputed { administered_by, claimed_by } => {
            let claimed: Vec<&str> = claimed_by.iter().map(|code| country_name(chronology, code)).collect();
            format!("administered by {}, claimed by {}", country_name(chronology, administered_by), text_list(&claimed))
        },
        Sovereignty::None => "in no state: the high seas, or an economic zone".to_owned(),
    }
}

/// The usual English name of a country as it follows *with*; the code itself where there is none.
pub(super) fn spoken_country(code: &CountryCode) -> &str {
    let names = NAMES.split('|').filter_map(|entry| entry.split_once(' '));
    names.into_iter().find(|(known, _)| *known == code.as_str()).map_or(code.as_str(), |(_, name)| name)
}

/// ISO 3166-1 codes and names of the countries that may take part besides those of the chronology.
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
