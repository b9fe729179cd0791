//! The library of ONNX Runtime, loaded at run time.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::OnnxError;

/// What the library was loaded from; a process has one.
static LOADED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Loads the library from `path`, else from `ORT_DYLIB_PATH`, else by its name from where the
/// system looks for libraries.
///
/// Once it is loaded, a call without a path is content with it; one with another path is an error.
pub(crate) fn load(path: Option<&Path>) -> Result<(), OnnxError> {
    // a thread that panicked here left a path or none, both are true
    let mut loaded = LOADED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let asked = path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    if let Some(loaded) = &*loaded {
        return match asked {
            Some(asked) if asked != *loaded => Err(OnnxError::Library {
                path: asked,
                reason: format!("{} is loaded already, a process has one", loaded.display()),
            }),
            _ => Ok(()),
        };
    }
    let stated = || std::env::var_os("ORT_DYLIB_PATH").filter(|path| !path.is_empty());
    let path = asked
        .or_else(|| stated().map(PathBuf::from))
        .unwrap_or_else(|| format!("{DLL_PREFIX}onnxruntime{DLL_SUFFIX}").into());
    match ort::init_from(&path) {
        Ok(environment) => {
            // `false` where the program made an environment of its own: then that one is used
            environment.with_name("diptych").commit();
            *loaded = Some(path);
            Ok(())
        }
        Err(error) => Err(OnnxError::Library { path, reason: error.to_string() }),
    }
}
