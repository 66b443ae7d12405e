//! The embedded gazetteer on names from all over the world, and a user's tables.

use std::{fs, path::PathBuf};

use depeche::gazetteer::{Candidate, Gazetteer, GazetteerError, NameKind, TableError};

fn best(name: &str) -> Option<(&'static str, &'static str, NameKind)> {
    let gazetteer = Gazetteer::embedded();
    gazetteer.lookup(name).next().map(|found| describe(gazetteer, found))
}

fn describe(gazetteer: &Gazetteer, found: Candidate) -> (&str, &str, NameKind) {
    let record = gazetteer.record(found.record);
    (record.class(), record.label(), found.kind)
}

#[test]
fn names_give_what_the_news_means_by_them() {
    let expected = [
        ("Afghanistan", "Country", "Afghanistan"),
        ("États-Unis", "Country", "États-Unis"),
        ("Etats-Unis", "Country", "États-Unis"),
        ("Royaume-Uni", "Country", "Royaume-Uni"),
        ("Grande-Bretagne", "Country", "Royaume-Uni"),
        ("Géorgie", "Country", "Géorgie"),
        ("Niger", "Country", "Niger"),
        ("Birmanie", "Country", "Birmanie"),
        ("RDC", "Country", "République démocratique du Congo"),
        ("Côte d’Ivoire", "Country", "Côte d'Ivoire"),
        ("Corée du Nord", "Country", "Corée du Nord"),
        ("Cisjordanie", "Region", "Cisjordanie"),
        ("Kaboul", "City", "Kaboul"),
        ("Hérat", "City", "Hérat"),
        ("Herat", "City", "Hérat"),
        ("Kandahar", "City", "Kandahar"),
        ("Pul-e-Alam", "City", "Pul-e-Alam"),
        ("Pul-e Alam", "City", "Pul-e-Alam"),
        ("Lashkar Gah", "City", "Lashkar Gah"),
        ("Jalalabad", "City", "Jalalabad"),
        ("Washington", "City", "Washington"),
        ("Londres", "City", "Londres"),
        ("Moscou", "City", "Moscou"),
        ("Kiev", "City", "Kiev"),
        ("Bakhmout", "City", "Bakhmout"),
        ("Marioupol", "City", "Marioupol"),
        ("Kharkiv", "City", "Kharkiv"),
        ("Kherson", "City", "Kherson"),
        ("Khartoum", "City", "Khartoum"),
        ("El-Fasher", "City", "El-Fasher"),
        ("Goma", "City", "Goma"),
        ("Bamako", "City", "Bamako"),
        ("Tombouctou", "City", "Tombouctou"),
        ("Gaza", "City", "Gaza"),
        ("Rafah", "City", "Rafah"),
        ("Jérusalem", "City", "Jérusalem"),
        ("Sanaa", "City", "Sanaa"),
        ("Hodeida", "City", "Hodeïda"),
        ("Alep", "City", "Alep"),
        ("Port-au-Prince", "City", "Port-au-Prince"),
        ("N’Djamena", "City", "N'Djamena"),
        ("Rangoun", "City", "Rangoun"),
        ("Pékin", "City", "Pékin"),
        ("Bruxelles", "City", "Bruxelles"),
        ("Genève", "City", "Genève"),
        ("Stepanakert", "City", "Stepanakert"),
        ("Helmand", "Region", "Helmand"),
        ("Logar", "Region", "Logar"),
        ("province de Logar", "Region", "Logar"),
        ("Donbass", "Region", "Donbass"),
        ("Nord-Kivu", "Region", "Nord-Kivu"),
        ("Tigré", "Region", "Tigré"),
        ("Darfour", "Region", "Darfour"),
        ("Catalogne", "Region", "Catalogne"),
        ("Haut-Karabakh", "Region", "Haut-Karabakh"),
        ("Sahel", "Area", "Sahel"),
        ("mer Rouge", "Area", "mer Rouge"),
        ("Proche-Orient", "Area", "Proche-Orient"),
        ("OTAN", "InternationalOrganization", "OTAN"),
        ("Otan", "InternationalOrganization", "OTAN"),
        ("ONU", "InternationalOrganization", "ONU"),
        ("Nations unies", "InternationalOrganization", "ONU"),
        ("Union européenne", "InternationalOrganization", "Union européenne"),
        ("Union africaine", "InternationalOrganization", "Union africaine"),
        ("Cédéao", "InternationalOrganization", "Cédéao"),
        ("Pentagone", "GovernmentBody", "Pentagone"),
        ("département d'État", "GovernmentBody", "Département d'État des États-Unis"),
        ("Kremlin", "GovernmentBody", "Kremlin"),
        ("Quai d'Orsay", "GovernmentBody", "Quai d'Orsay"),
        ("talibans", "ArmedGroup", "Talibans"),
        ("Hamas", "ArmedGroup", "Hamas"),
        ("M23", "ArmedGroup", "M23"),
        ("État islamique", "ArmedGroup", "État islamique"),
        ("Casques bleus", "MilitaryForce", "Casques bleus"),
        ("AFP", "Media", "AFP"),
        ("Joe Biden", "Person", "Joe Biden"),
        ("Volodymyr Zelensky", "Person", "Volodymyr Zelensky"),
        ("Vladimir Poutine", "Person", "Vladimir Poutine"),
        ("Macron", "Person", "Emmanuel Macron"),
        ("Srebrenica", "City", "Srebrenica"),
        ("armée afghane", "MilitaryForce", "Forces armées afghanes"),
        ("ministère russe de la Défense", "GovernmentBody", "Ministère russe de la Défense"),
        ("ministère de la Défense de l'Afghanistan", "GovernmentBody", "Ministère afghan de la Défense"),
        ("armée américaine", "MilitaryForce", "Forces armées américaines"),
        ("gouvernement du Mali", "Government", "Gouvernement malien"),
        ("bande de Gaza", "Region", "Bande de Gaza"),
        ("URSS", "Country", "URSS"),
        ("Forces de soutien rapide", "ArmedGroup", "Forces de soutien rapide"),
        ("houthis", "ArmedGroup", "Houthis"),
        ("Verkhovna Rada", "Legislature", "Verkhovna Rada"),
        ("Bundeswehr", "MilitaryForce", "Bundeswehr"),
        ("détroit d'Ormuz", "Area", "Détroit d'Ormuz"),
        ("Quito", "City", "Quito"),
        ("Dacca", "City", "Dacca"),
        ("Wellington", "City", "Wellington"),
        ("Maduro", "Person", "Nicolás Maduro"),
        ("Zelensky", "Person", "Volodymyr Zelensky"),
        ("Hamid Karzaï", "Person", "Hamid Karzaï"),
    ];
    let wrong: Vec<String> = expected
        .iter()
        .filter(|(name, class, label)| best(name).is_none_or(|found| (found.0, found.1) != (*class, *label)))
        .map(|(name, ..)| format!("{name}: {:?}", best(name)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn common_words_are_no_names() {
    for word in "la est nord police sud ouest est-il une or mai lundi août ministre président armée gouvernement LA EST ue ei us".split(' ')
    {
        let gazetteer = Gazetteer::embedded();
        let found: Vec<_> = gazetteer.lookup(word).map(|found| describe(gazetteer, found)).collect();
        assert!(found.is_empty(), "{word}: {found:?}");
    }
}

#[test]
fn capitals_at_the_beginning_of_a_sentence_make_no_name() {
    for word in
        "Le La Les Police Nord Est Plus Depuis Mais Or Selon Lundi Vendredi Mai Armée Ministre Président Des Une Deux Tous Pour".split(' ')
    {
        let gazetteer = Gazetteer::embedded();
        let mut found = gazetteer.lookup(word).map(|found| describe(gazetteer, found));
        assert!(found.all(|(_, _, kind)| kind == NameKind::ContextOnly), "{word}");
    }
}

#[test]
fn demonyms_give_their_country() {
    let gazetteer = Gazetteer::embedded();
    for (form, country) in [
        ("Américains", "États-Unis"),
        ("américaine", "États-Unis"),
        ("Afghan", "Afghanistan"),
        ("nord-coréen", "Corée du Nord"),
        ("Sud-Africains", "Afrique du Sud"),
        ("sud-soudanaises", "Soudan du Sud"),
        ("maliennes", "Mali"),
        ("nigériens", "Niger"),
        ("nigérians", "Nigeria"),
        ("britannique", "Royaume-Uni"),
        ("Turcs", "Turquie"),
        ("congolaises", "République démocratique du Congo"),
        ("burkinabè", "Burkina Faso"),
        ("haïtienne", "Haïti"),
    ] {
        let found = gazetteer.country_of_demonym(form).map(|id| gazetteer.record(id).label());
        assert_eq!(found, Some(country), "{form}");
    }
    for (form, label, kind) in [
        ("Afghans", "Afghanistan", NameKind::DemonymNoun),
        ("afghans", "Afghanistan", NameKind::DemonymAdjective),
        ("européenne", "Union européenne", NameKind::DemonymAdjective),
        ("onusien", "ONU", NameKind::DemonymAdjective),
        ("talibane", "Talibans", NameKind::DemonymAdjective),
    ] {
        assert_eq!(best(form).map(|found| (found.1, found.2)), Some((label, kind)), "{form}");
    }
}

#[test]
fn a_capital_may_stand_for_its_country() {
    let gazetteer = Gazetteer::embedded();
    for (name, label) in [
        ("Washington", "États-Unis"),
        ("Kaboul", "Afghanistan"),
        ("Kremlin", "Russie"),
        ("Bruxelles", "Union européenne"),
        ("Maison-Blanche", "États-Unis"),
    ] {
        let found = gazetteer.lookup(name).map(|found| describe(gazetteer, found));
        let meant: Vec<_> = found.filter(|(_, _, kind)| *kind == NameKind::Metonym).map(|(_, label, _)| label).collect();
        assert_eq!(meant.first(), Some(&label), "{name}");
    }
}

#[test]
fn buildings_are_never_linked() {
    let gazetteer = Gazetteer::embedded();
    for name in ["Kremlin", "Maison-Blanche", "Élysée", "Downing Street", "Quai d'Orsay", "Matignon"] {
        let found = gazetteer.lookup(name).next().unwrap();
        assert_eq!(gazetteer.record(found.record).wikidata(), None, "{name}");
    }
    // The department, which has an item of its own, and not the building that it is called after.
    let pentagon = gazetteer.record(gazetteer.lookup("Pentagone").next().unwrap().record);
    assert_eq!((pentagon.class(), pentagon.wikidata()), ("GovernmentBody", Some("Q11209")));
}

#[test]
fn the_longest_name_wins_whatever_the_tokens() {
    let gazetteer = Gazetteer::embedded();
    for (words, start, length, label) in [
        (vec!["à", "Port", "-", "au", "-", "Prince", ",", "hier"], 1, 5, "Port-au-Prince"),
        (vec!["à", "Port-au-Prince"], 1, 1, "Port-au-Prince"),
        (vec!["le", "Quai", "d'", "Orsay", "a"], 1, 3, "Quai d'Orsay"),
        (vec!["le", "Quai", "d", "’", "Orsay", "a"], 1, 4, "Quai d'Orsay"),
        (vec!["la", "Corée", "du", "Sud", "et"], 1, 3, "Corée du Sud"),
        (vec!["le", "Niger", "et"], 1, 1, "Niger"),
        (vec!["Emmanuel", "Macron", "a"], 0, 2, "Emmanuel Macron"),
    ] {
        let (number, candidates) = gazetteer.longest_match(&words, start).unwrap();
        assert_eq!((number, describe(gazetteer, candidates[0]).1), (length, label));
    }
    assert_eq!(gazetteer.longest_match(&["le", "monde", ","], 0), None);
    assert_eq!(gazetteer.longest_match(&[], 3), None);
}

#[test]
fn records_carry_identifiers_and_places() {
    let gazetteer = Gazetteer::embedded();
    let kabul = gazetteer.record(gazetteer.by_key("Q5838").unwrap());
    assert_eq!((kabul.label(), kabul.geonames(), kabul.country()), ("Kaboul", Some(1_138_958), Some("Q889")));
    assert_eq!(kabul.capital_of().next(), Some("Q889"));
    assert!(kabul.point().is_some_and(|(lat, lon)| (lat - 34.5).abs() < 0.1 && (lon - 69.2).abs() < 0.1));
    let biden = gazetteer.record(gazetteer.by_key("Q6279").unwrap());
    assert!(biden.roles().any(|role| role.of == "Q30" && role.start.starts_with("2021")));
    assert!(gazetteer.is_first_name("Mohammed") && !gazetteer.is_first_name("mohammed") && !gazetteer.is_first_name("Kaboul"));
}

fn table(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv");
    fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn a_table_of_the_user_adds_and_replaces() {
    let (_folder, path) = table("\u{feff}key,class,label,aliases,country\nmy:x,City,Zorblagrad,Zorbla,Q889\nQ5838,City,Cabool,,Q889\n");
    let grown = Gazetteer::embedded().with_csv(&path).unwrap();
    let found: Vec<_> = grown.lookup("Zorbla").map(|found| describe(&grown, found)).collect();
    assert_eq!(found, [("City", "Zorblagrad", NameKind::Alias)]);
    assert_eq!(grown.longest_match(&["Zorblagrad"], 0).map(|(number, _)| number), Some(1));
    assert_eq!(grown.record(grown.by_key("Q5838").unwrap()).label(), "Cabool");
    assert!(grown.lookup("Kaboul").all(|found| grown.record(found.record).key() != "Q5838"));
    assert_eq!(grown.lookup("Mali").count(), Gazetteer::embedded().lookup("Mali").count());
}

#[test]
fn a_faulty_table_is_refused_with_file_line_and_remedy() {
    for (text, parts) in [
        ("key,label\na,b\n", ["mine.csv", "`class`", "add it"]),
        ("key,class,label,colour\n", ["mine.csv", "`colour`", "remove or rename"]),
        ("key,class,label\nmy:a,Planet,Mars\n", ["mine.csv line 2", "`Planet`", "write one of Area"]),
        ("key,class,label\nmy:a,City,A\nmy:b,City,\n", ["mine.csv line 3", "label", "usual name"]),
        ("key,class,label,wikidata\nmy:a,City,A,889\n", ["line 2", "`889`", "Q889"]),
        ("key,class,label,lat\nmy:a,City,A,134.5\n", ["line 2", "`134.5`", "degrees"]),
        ("key,class,label,demonyms\nmy:a,City,A,aien/aienne\n", ["line 2", "demonyms", "four forms"]),
        ("key,class,label\nmy:a,City\n", ["mine.csv", "line: 2", "as many fields"]),
        ("key,class,label\nmy:a,City,A\nmy:a,City,B\n", ["mine.csv", "`my:a`", "two rows"]),
    ] {
        let (_folder, path) = table(text);
        let message = Gazetteer::embedded().with_csv(&path).unwrap_err().to_string();
        assert!(parts.iter().all(|part| message.contains(part)), "{message}");
    }
    let missing = Gazetteer::embedded().with_csv(std::path::Path::new("no/such.csv"));
    assert!(matches!(missing, Err(GazetteerError::Table(TableError::Unreadable { .. }))));
}
