use super::*;

#[track_caller]
fn check(raw: Raw, wanted: &[&str]) {
    assert_eq!(sifted(vec![raw.clone()]), wanted, "{raw:?}");
}

#[test]
fn a_person_of_linked_data_keeps_the_whole_name() {
    for (name, wanted) in [
        ("Ana Costa e Silva", "Ana Costa e Silva"),
        ("José Ortega y Gasset", "José Ortega y Gasset"),
        ("Di Henderson", "Di Henderson"),
        ("Von Miller", "Von Miller"),
        ("Smith, John", "John Smith"),
        ("Brandt, Ida Marie", "Ida Marie Brandt"),
        ("Jane Doe, Paris", "Jane Doe"),
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe, MD", "Jane Doe, MD"),
        ("Jane Doe | Lindvik Post", "Jane Doe"),
    ] {
        let found = sifted(vec![Raw::Person(name.to_owned())]);
        assert_eq!(found.first().map(String::as_str), Some(wanted), "{name}");
    }
    check(Raw::Person("Jane Doe and John Roe".to_owned()), &["Jane Doe", "John Roe"]);
}

#[test]
fn bylines_name_people_and_not_places_or_newsrooms() {
    for (line, wanted) in [
        ("By Jane Doe, Paris", &["Jane Doe"][..]),
        ("By Jane Doe, New York", &["Jane Doe"]),
        ("Von Anna Schmidt, Berlin", &["Anna Schmidt"]),
        ("Jane Doe, BBC News", &["Jane Doe"]),
        ("By JANE DOE, Associated Press", &["JANE DOE"]),
        ("By Jane Doe with agencies", &["Jane Doe"]),
        ("Jane Doe, Kenya bureau chief", &["Jane Doe"]),
        ("By Jane Doe in Paris", &["Jane Doe"]),
        ("Por Ana López en Madrid", &["Ana López"]),
        ("Kaynak: AA", &[]),
        ("Foto: Anna Schmidt", &[]),
        ("Text: Anna Schmidt", &["Anna Schmidt"]),
        ("Por Ana Costa e Silva", &["Ana Costa e Silva"]),
        ("Por María López y Juan Pérez", &["María López", "Juan Pérez"]),
        ("Jan Smit en Piet de Vries", &["Jan Smit", "Piet de Vries"]),
        ("By Jane Doe, John Roe and Max Moe", &["Jane Doe", "John Roe", "Max Moe"]),
        ("By Jane Doe, MD, John Roe", &["Jane Doe, MD", "John Roe"]),
        ("王小明, 李四", &["王小明", "李四"]),
        ("Di Henderson", &["Di Henderson"]),
        ("Von Anna Schmidt und Karl Maier", &["Anna Schmidt", "Karl Maier"]),
        ("von Reuters", &["Reuters"]),
        ("Von Reuters", &["Reuters"]),
        ("By Jane Doe 5 May, 14:30", &["Jane Doe"]),
    ] {
        check(Raw::Line(line.to_owned()), wanted);
    }
}
