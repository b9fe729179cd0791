//! Long work: on threads of its own, while the interpreter shows progress and listens to Ctrl-C.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::{PyImportError, PyOSError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// How long the interpreter is left alone between two looks at signals and progress.
const PAUSE: Duration = Duration::from_millis(50);

/// How far the work is, and whether it shall stop.
#[derive(Default)]
pub(crate) struct Progress {
    done: AtomicUsize,
    stop: AtomicBool,
}

impl Progress {
    /// One item more is taken on; `Break` when no more shall be.
    pub(crate) fn step(&self) -> ControlFlow<()> {
        self.done.fetch_add(1, Ordering::Relaxed);
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Threads for one call. A pool of its own, and not one for the process, so that a forked child
/// does not wait for threads that stayed with its parent.
pub(crate) fn pool(threads: Option<usize>, items: usize) -> PyResult<ThreadPool> {
    let most = threads.or_else(|| thread::available_parallelism().ok().map(usize::from));
    let threads = most.unwrap_or(1).min(items).max(1);
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| PyOSError::new_err(format!("threads: cannot start {threads}: {error}")))
}

/// Runs `work` on `pool` with the interpreter let go; a signal ends it with the exception that
/// its handler raises.
pub(crate) fn run<T: Send>(
    py: Python<'_>,
    pool: &ThreadPool,
    bar: Option<&Bar<'_>>,
    work: impl FnOnce(&Progress) -> T + Send,
) -> PyResult<T> {
    let progress = Progress::default();
    // Not `is_finished` of the thread, which may still be false when the caller wakes up.
    let finished = AtomicBool::new(false);
    let caller = thread::current();
    let result = thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let result = pool.install(|| work(&progress));
            finished.store(true, Ordering::Release);
            caller.unpark();
            result
        });
        let mut interrupted = Ok(());
        while !finished.load(Ordering::Acquire) && !worker.is_finished() {
            py.detach(|| thread::park_timeout(PAUSE));
            if interrupted.is_ok() {
                let shown =
                    bar.map_or(Ok(()), |bar| bar.show(progress.done.load(Ordering::Relaxed)));
                interrupted = py.check_signals().and(shown);
                progress.stop.store(interrupted.is_err(), Ordering::Relaxed);
            }
        }
        let result = py.detach(|| worker.join());
        interrupted.map(|()| result)
    })?;
    match result {
        Ok(result) => Ok(result),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// A progress bar by tqdm.
pub(crate) struct Bar<'py> {
    bar: Bound<'py, PyAny>,
}

impl<'py> Bar<'py> {
    /// A bar over `total` items; none when it is not wanted or tqdm is not installed.
    pub(crate) fn new(
        py: Python<'py>,
        wanted: bool,
        total: usize,
        unit: &str,
    ) -> PyResult<Option<Self>> {
        if !wanted {
            return Ok(None);
        }
        let tqdm = match py.import("tqdm.auto") {
            Ok(module) => module.getattr("tqdm")?,
            Err(error) if error.is_instance_of::<PyImportError>(py) => return Ok(None),
            Err(error) => return Err(error),
        };
        let options = PyDict::new(py);
        options.set_item("total", total)?;
        options.set_item("unit", unit)?;
        Ok(Some(Self { bar: tqdm.call((), Some(&options))? }))
    }

    fn show(&self, done: usize) -> PyResult<()> {
        let before: usize = self.bar.getattr("n")?.extract()?;
        self.bar.call_method1("update", (done.saturating_sub(before),)).map(drop)
    }

    /// Shows the end and leaves the bar.
    pub(crate) fn close(&self, done: usize) -> PyResult<()> {
        self.show(done)?;
        self.bar.call_method0("close").map(drop)
    }
}
