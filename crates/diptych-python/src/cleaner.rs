//! A configured cleaner.

use diptych::{Boilerplate, CleanOptions, Cleaner, NameError, Step};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::arguments::{self, bad_type, bad_value};
use crate::cleaned::PyCleaned;
use crate::pickle;
use crate::text::{Text, Utf8};

/// Cleans texts; configured once, used many times, from many threads.
///
/// `preset` is a choice of steps: `"default"` (all), `"characters"` (no line is looked at),
/// `"encoding"` (wrong encodings and entities), `"minimal"` (encodings and what cannot be seen),
/// `"web"` (pages with their menus). `steps` names the steps oneself. Then each step can be
/// switched: `encoding` (text read in a wrong encoding), `entities` (of HTML), `unicode` (control
/// characters, line ends, composition), `ligatures` (`ﬁ` in letters), `width` (full-width letters and
/// figures, half-width kana; off unless it is `True`), `white_space`, `punctuation` (stray marks).
/// `boilerplate` says what happens to lines that are not part of the text: `"drop"` them, only `"label"` their
/// blocks, `"ignore"` them all, or drop all but main text of a `"page"`. `typography` sets quotes,
/// dashes and spaces: `"plain"` (ASCII), `"en-US"`, `"en-GB"`, `"fr-FR"`, `"fr-CH"`, `"de-DE"`,
/// `"es-ES"`, `"it-IT"`, `"pt-PT"`, `"pt-BR"`, `"nl-NL"`; without it they stay as they are.
///
/// >>> import diptych
/// >>> cleaner = diptych.Cleaner(language="fr", punctuation=False)
/// >>> cleaner.clean("Il  pleut. .").text
/// 'Il pleut. .'
/// >>> diptych.Cleaner(typography="de-DE").clean('"So ist\'s - leider."').text
/// '„So ist’s – leider.“'
#[pyclass(name = "Cleaner", module = "diptych", frozen)]
pub(crate) struct PyCleaner {
    options: CleanOptions,
    cleaner: Cleaner,
    given: Py<PyDict>,
}

impl PyCleaner {
    /// The options of the cleaner in an argument, those of a new one for `None`.
    pub(crate) fn options(name: &str, value: Argument<'_, '_>) -> PyResult<CleanOptions> {
        let Some(value) = value.filter(|value| !value.is_none()) else {
            return Ok(CleanOptions::default());
        };
        let cleaner =
            value.cast::<Self>().map_err(|_| bad_type(name, "a Cleaner or None", value))?;
        Ok(cleaner.get().options.clone())
    }
}

type Argument<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// What a name stands for; `None` for `None`.
fn named<T: std::str::FromStr<Err = NameError>>(
    name: &str,
    value: Argument<'_, '_>,
) -> PyResult<Option<T>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    let value = Utf8::argument(name, value)?;
    value.as_ref().parse().map(Some).map_err(|error| bad_value(name, error))
}

/// The options that [`crate::functions::clean`] takes too.
pub(crate) fn options(
    language: Argument<'_, '_>,
    preset: Argument<'_, '_>,
    boilerplate: Argument<'_, '_>,
    typography: Argument<'_, '_>,
) -> PyResult<CleanOptions> {
    let mut options = CleanOptions::preset(named("preset", preset)?.unwrap_or_default());
    if let Some(language) = arguments::language("language", language)? {
        options = options.language(language);
    }
    if let Some(name) = boilerplate.filter(|name| !name.is_none()) {
        let name = Utf8::argument("boilerplate", name)?;
        let choice: Boilerplate = name.as_ref().parse().map_err(|_| {
            let problem =
                format!("expected 'drop', 'label', 'page' or 'ignore', got {:?}", name.as_ref());
            bad_value("boilerplate", problem)
        })?;
        options = options.boilerplate(choice);
    }
    if let Some(profile) = named("typography", typography)? {
        options = options.typography(Some(profile));
    }
    Ok(options)
}

#[pymethods]
impl PyCleaner {
    #[new]
    #[pyo3(signature = (
        *, language=None, preset=None, steps=None, encoding=None, entities=None, unicode=None,
        ligatures=None, width=None, white_space=None, punctuation=None, boilerplate=None, typography=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python, each a step")]
    fn new(
        py: Python<'_>,
        language: Argument<'_, '_>,
        preset: Argument<'_, '_>,
        steps: Argument<'_, '_>,
        encoding: Option<bool>,
        entities: Option<bool>,
        unicode: Option<bool>,
        ligatures: Option<bool>,
        width: Option<bool>,
        white_space: Option<bool>,
        punctuation: Option<bool>,
        boilerplate: Argument<'_, '_>,
        typography: Argument<'_, '_>,
    ) -> PyResult<Self> {
        let mut options = options(language, preset, boilerplate, typography)?;
        let steps = pickle::listed(steps)?;
        let steps = steps.as_ref();
        let given = pickle::given(
            py,
            &[
                ("language", language),
                ("preset", preset),
                ("steps", steps),
                ("boilerplate", boilerplate),
                ("typography", typography),
            ],
        )?;
        if let Some(steps) = steps.filter(|steps| !steps.is_none()) {
            if preset.is_some_and(|preset| !preset.is_none()) {
                return Err(bad_value("steps", "expected None beside a preset"));
            }
            let steps = arguments::items("steps", "step names", steps)?;
            let steps = steps.iter().map(|step| named::<Step>("steps", Some(step)));
            let steps: Vec<Step> = steps.filter_map(Result::transpose).collect::<PyResult<_>>()?;
            options = options.only(&steps);
        }
        for (step, on) in [
            (Step::Encoding, encoding),
            (Step::Entities, entities),
            (Step::Unicode, unicode),
            (Step::Ligatures, ligatures),
            (Step::Width, width),
            (Step::WhiteSpace, white_space),
            (Step::Punctuation, punctuation),
        ] {
            if let Some(on) = on {
                given.bind(py).set_item(step.as_str(), on)?;
            }
            options = match on {
                Some(true) => options.with(step),
                Some(false) => options.without(step),
                None => options,
            };
        }
        Ok(Self { cleaner: Cleaner::with_options(options.clone()), options, given })
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        pickle::new_arguments(py, &self.given)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        pickle::repr(py, "Cleaner", &self.given)
    }

    /// Cleans `text`.
    fn clean(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyCleaned> {
        Ok(PyCleaned::new(py, Text::argument("text", text)?, &self.cleaner))
    }
}
