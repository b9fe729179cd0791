//! The library of ONNX Runtime, loaded at run time.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::OnnxError;

/// What has become of the library; a process has one.
static STATE: Mutex<State> = Mutex::new(State::Untried);

enum State {
    Untried,
    Loaded(PathBuf),
    /// It is no library of ONNX Runtime, or too old a one. `ort` 2.0.0-rc.13 must not be used or
    /// asked again after that: it takes its failed start for a finished one.
    Broken(OnnxError),
}

/// Loads the library from `path`, else from `ORT_DYLIB_PATH`, else by its name from where the
/// system looks for libraries.
///
/// Once it is loaded, a call without a path is content with it; one with another path is an error.
/// After a file that is not there another one may be tried; after one that is another library, or too
/// old, only in a new process.
pub(crate) fn load(path: Option<&Path>) -> Result<(), OnnxError> {
    // a thread that panicked here left a state that is true
    let mut state = STATE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let asked = path.map(absolute);
    match (&*state, &asked) {
        (State::Untried, _) => {}
        (State::Broken(error), _) => return Err(error.clone()),
        (State::Loaded(loaded), Some(asked)) if asked != loaded => {
            return Err(OnnxError::Library {
                path: asked.clone(),
                reason: format!("{} is loaded already, a process has one", loaded.display()),
            });
        }
        (State::Loaded(_), _) => return Ok(()),
    }
    let stated = || std::env::var_os("ORT_DYLIB_PATH").filter(|path| !path.is_empty());
    let path = asked
        .or_else(|| stated().map(|path| absolute(Path::new(&path))))
        .unwrap_or_else(|| format!("{DLL_PREFIX}onnxruntime{DLL_SUFFIX}").into());
    let failed = |reason| OnnxError::Library { path: path.clone(), reason };
    // before `ort` is asked, which can be asked once
    ort::util::preload_dylib(&path).map_err(|error| failed(error.to_string()))?;
    match ort::init_from(&path) {
        Ok(environment) => {
            // `false` where the program made an environment of its own: then that one is used
            environment.with_name("diptych").commit();
            *state = State::Loaded(path);
            Ok(())
        }
        Err(error) => {
            let error = failed(error.to_string());
            *state = State::Broken(error.clone());
            Err(error)
        }
    }
}
