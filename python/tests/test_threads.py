"""Many threads, signals, forks."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import diptych

TEXT = "Le maire a promis 1 400 arbres d’ici mardi. Personne ne l’a cru 🎉. " * 20


def test_same_results_from_many_threads():
    cleaner, document = diptych.Cleaner(), diptych.annotate(TEXT, "fr")
    expected = (cleaner.clean(TEXT), document.sentences, document.entities)

    def work(_):
        return cleaner.clean(TEXT), document.sentences, diptych.annotate(TEXT, "fr").entities

    with ThreadPoolExecutor(8) as pool:
        assert all(result == expected for result in pool.map(work, range(64)))


def test_other_threads_run_meanwhile():
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.wait(0.001):
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.perf_counter()
    diptych.annotate_all([TEXT * 10] * 40, "fr", threads=1)
    end = time.perf_counter()
    stop.set()
    thread.join()
    during = [t for t in ticks if start < t < end]
    assert len(during) > (end - start) / 0.1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
def test_interrupt_ends_a_long_call():
    texts = [TEXT * 20] * 20_000
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    start = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        diptych.annotate_all(texts, "fr", threads=2)
    assert time.perf_counter() - start < 20


def annotate_in_child(text):
    return [document.source for document in diptych.annotate_all([text] * 4, "fr", threads=2)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_work_after_fork():
    diptych.annotate_all([TEXT] * 4, "fr", threads=2)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        result = pool.map_async(annotate_in_child, ["Un.", "Deux."]).get(timeout=60)
    assert result == [["Un."] * 4, ["Deux."] * 4]
