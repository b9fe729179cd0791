//! Amounts that translators convert: miles into kilometres, Fahrenheit into Celsius.

/// How far a converted amount may be rounded, as a share of it. Translators write 300 km for 200 miles
/// (322 km) and 60 cm for 2 feet (61 cm). Read off the conversions
/// in 2,148 sentence pairs of NTREX (en-fr, en-de, en-es), 2026-11-21.
const ROUNDING: f64 = 0.07;
/// … and how much of its last digit, however small the amount: 2 cm for an inch, 7 cm for 3 are cut
/// off, 7.9 cm for 3 inches (7.62 cm) is an error.
const CUT: f64 = 0.75;
/// How far a customary amount may be from the metric one it was made of: as two digits tell.
const BACK: f64 = 0.03;

/// Whether two keys of quantities (`quantity:385 [mi_i]`, units as in UCUM) or temperatures are the
/// same amount in two units, as far as rounding goes; a range has both ends alike.
pub(super) fn converted(a: &str, b: &str) -> bool {
    if let (Some((x, unit)), Some((y, other))) = (quantity(a), quantity(b)) {
        if unit == other {
            return false;
        }
        // A speed may have lost its hour.
        let (unit, other) = match (unit.strip_suffix("/h"), other.strip_suffix("/h")) {
            (Some(unit), None) => (unit, other),
            (None, Some(other)) => (unit, other),
            _ => (unit, other),
        };
        let (Some((what, factor)), Some((whose, by))) = (si(unit), si(other)) else { return false };
        let near = |x: f64, y: f64| {
            let (there, here) = (x * factor / by, y * by / factor);
            // Most often the metric amount is the one that was converted.
            let (metric, converted, customary, back) =
                if is_customary(other) { (x, here, y, there) } else { (y, there, x, here) };
            (converted - metric).abs() <= slack(metric, converted)
                || (back - customary).abs() <= slack(customary, back).min(BACK * customary)
        };
        let tall = unit == "[ft_i]" && is_foot(x.0 * factor, y.0 * by)
            || other == "[ft_i]" && is_foot(y.0 * by, x.0 * factor);
        return unit != other && what == whose && (near(x.0, y.0) && near(x.1, y.1) || tall);
    }
    match (temperature(a), temperature(b)) {
        (Some(x), Some(y)) => is_celsius(x, y) || is_celsius(y, x),
        // In « 26 grados » for `the 80s` one side does not say what it counts …
        (Some(x), None) => number(b).is_some_and(|y| is_celsius(x, y) || is_celsius(y, x)),
        (None, Some(y)) => number(a).is_some_and(|x| is_celsius(x, y) || is_celsius(y, x)),
        // … nor does the 7 of « entre 7 y 15 centímetros » for `3 to 6 inches`.
        (None, None) => is_end(a, b) || is_end(b, a),
    }
}

/// Whether a unit is none of the metric system.
fn is_customary(unit: &str) -> bool {
    unit.contains('_')
}

/// How far an amount may be from the `exact` one it was rounded from: most of its last digit, and from
/// 10 on no more than is usual. A last digit 5 stands for half of the one before it.
fn slack(amount: f64, exact: f64) -> f64 {
    // As far as the first four digits after the point and the last six before it go.
    let mut unit = 1e-4;
    let divides = |by: f64| ((amount / by).round() - amount / by).abs() < 1e-6;
    while unit < 1e6 && divides(unit * 10.0) {
        unit *= 10.0;
    }
    if divides(unit * 5.0) {
        unit *= 5.0;
    }
    let digit = CUT * unit.min(amount);
    if amount < 10.0 { digit } else { digit.min(ROUNDING * amount.max(exact)) }
}

/// Whether a length in metres is so many feet and some inches, which may stand apart (`6-foot-6`).
fn is_foot(feet: f64, metres: f64) -> bool {
    (feet..feet + 0.3048).contains(&metres)
}

/// A bare number.
fn number(key: &str) -> Option<f64> {
    value(key.strip_prefix('#')?)
}

/// Whether a bare number is one end of a range that is counted in a unit of another system.
fn is_end(bare: &str, range: &str) -> bool {
    let (Some(x), Some((ends, unit))) = (number(bare), quantity(range)) else { return false };
    if ends.0 == ends.1 || !is_customary(unit) {
        return false;
    }
    let Some((_, factor)) = si(unit) else { return false };
    let metric = [0.01, 1.0, 1_000.0];
    let near = |end: f64, by: f64| {
        let converted = end * factor / by;
        (converted - x).abs() <= slack(x, converted)
    };
    metric.iter().any(|&by| near(ends.0, by) || near(ends.1, by))
}

/// Whether degrees Fahrenheit are so many degrees Celsius, or a difference of so many.
pub(super) fn is_celsius(fahrenheit: f64, celsius: f64) -> bool {
    let degrees = (fahrenheit - 32.0) / 1.8;
    // A difference of 20 °F is one of 11 °C.
    let apart = fahrenheit / 1.8;
    (degrees - celsius).abs() <= 1.0 || (apart - celsius).abs() <= 1.0 && fahrenheit >= 5.0
}

/// The lowest and the highest value of a quantity, and its unit.
fn quantity(key: &str) -> Option<((f64, f64), &str)> {
    let (amount, unit) = key.strip_prefix("quantity:")?.split_once(' ')?;
    let (low, high) = amount.split_once("..").unwrap_or((amount, amount));
    Some(((value(low)?, value(high)?), unit))
}

fn temperature(key: &str) -> Option<f64> {
    value(key.strip_prefix("temperature:")?.split(' ').next()?)
}

/// A decimal or a fraction.
fn value(text: &str) -> Option<f64> {
    match text.split_once('/') {
        Some((over, under)) => Some(over.parse::<f64>().ok()? / under.parse::<f64>().ok()?),
        None => text.parse().ok(),
    }
}

/// What a unit measures, and how much of the metric unit it is.
fn si(unit: &str) -> Option<(&'static str, f64)> {
    if let Some((way, time)) = unit.split_once('/') {
        let ("length", way) = si(way)? else { return None };
        let seconds = match time {
            "s" => 1.0,
            "min" => 60.0,
            "h" => 3_600.0,
            _ => return None,
        };
        return Some(("speed", way / seconds));
    }
    Some(match unit {
        "mm" => ("length", 0.001),
        "cm" => ("length", 0.01),
        "m" => ("length", 1.0),
        "km" => ("length", 1_000.0),
        "[in_i]" => ("length", 0.0254),
        "[ft_i]" => ("length", 0.3048),
        "[yd_i]" => ("length", 0.9144),
        "[mi_i]" => ("length", 1_609.344),
        "[nmi_i]" => ("length", 1_852.0),
        "[kn_i]" => ("speed", 0.514_444),
        "g" => ("mass", 0.001),
        "kg" => ("mass", 1.0),
        "t" => ("mass", 1_000.0),
        "[oz_av]" => ("mass", 0.028_349_5),
        "[lb_av]" => ("mass", 0.453_592_37),
        "m2" => ("area", 1.0),
        "har" => ("area", 10_000.0),
        "km2" => ("area", 1e6),
        "[ft_i]2" | "[sft_i]" => ("area", 0.092_903),
        "[acr_us]" => ("area", 4_046.87),
        "[mi_i]2" => ("area", 2.589_988e6),
        "l" | "L" => ("volume", 1.0),
        "m3" => ("volume", 1_000.0),
        "[gal_us]" => ("volume", 3.785_41),
        "[bbl_us]" => ("volume", 158.987),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_two_units() {
        assert!(converted("quantity:385 [mi_i]", "quantity:620 km"));
        assert!(converted("quantity:5..7.5 cm", "quantity:2..3 [in_i]"));
        assert!(converted("quantity:85 [mi_i]/h", "quantity:135 km/h"));
        assert!(converted("quantity:85 [mi_i]/h", "quantity:136 km"));
        assert!(converted("quantity:3..6 [in_i]", "quantity:7..15 cm"));
        assert!(converted("quantity:1/2 [in_i]", "quantity:1.3 cm"));
        assert!(converted("quantity:6 [ft_i]", "quantity:1.98 m"));
        assert!(!converted("quantity:6 [ft_i]", "quantity:2.2 m"));
        assert!(converted("quantity:40 [mi_i]", "quantity:65 km"));
        assert!(converted("quantity:200 [mi_i]", "quantity:300 km"));
        assert!(!converted("quantity:40 [mi_i]", "quantity:75 km"));
        assert!(!converted("quantity:3..6 [in_i]", "quantity:7.9..15 cm"));
        assert!(!converted("quantity:2 [ft_i]", "quantity:50 cm"));
        assert!(converted("temperature:80", "temperature:26"));
        assert!(!converted("quantity:385 [mi_i]", "quantity:385 km"));
        assert!(!converted("quantity:10 [lb_av]", "quantity:4.5 km"));
        assert!(!converted("quantity:10 km", "quantity:10 km"));
        assert!(!converted("temperature:80", "temperature:62"));
        assert!(converted("#80", "temperature:26") && !converted("#80", "temperature:62"));
        assert!(
            converted("#7", "quantity:3..6 [in_i]") && !converted("#9", "quantity:3..6 [in_i]")
        );
    }
}
