"""Compiles models for the NPU with Vela.

usage: compile_models.py OUT FILE KEY [FILE KEY]...
  OUT    gets for each pair <KEY>/<name of FILE>: the compiled model, and .xml: where its operations come from
  FILE   a .tflite
  KEY    <configuration>[-sram-only|-shared-sram|-dedicated-sram][-size][-legacy][-cop2], such as ethos-u55-128-cop2;
         without a memory mode it is Vela's default of the configuration; size: optimised for memory, not for time;
         legacy: compiled by Vela's older core
"""

import contextlib
import io
import os
import shutil
import sys
import tempfile

from ethosu.vela import vela

FLAGS = {
    "cop2": ["--cop-format", "COP2", "--separate-io-regions"],
    "legacy": ["--debug-force-legacy-core"],
    "size": ["--optimise", "Size"],
}
MODES = {"sram-only": "Sram_Only", "shared-sram": "Shared_Sram", "dedicated-sram": "Dedicated_Sram"}
# Memories that a mode needs; of the two of each product in vela.ini, the one that has them.
SYSTEMS = {
    ("u55", "sram-only"): "Ethos_U55_High_End_Embedded",
    ("u55", "shared-sram"): "Ethos_U55_High_End_Embedded",
    ("u65", "sram-only"): "Ethos_U65_Embedded",
    ("u65", "shared-sram"): "Ethos_U65_Embedded",
    ("u65", "dedicated-sram"): "Ethos_U65_Client_Server",
}


def options(key):
    words = []
    for flag, meaning in FLAGS.items():
        if key.endswith("-" + flag):
            key = key[: -len(flag) - 1]
            words += meaning
    for mode, name in MODES.items():
        if key.endswith("-" + mode):
            key = key[: -len(mode) - 1]
            system = SYSTEMS[key.split("-")[1], mode]
            words += ["--config", "Arm/vela.ini", "--system-config", system, "--memory-mode", name]
            break
    return ["--accelerator-config", key, "--enable-debug-db"] + words


def compile_model(out, file, key):
    stem = os.path.splitext(os.path.basename(file))[0]
    log = io.StringIO()
    with tempfile.TemporaryDirectory() as work:
        with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
            vela.main([file, "--output-dir", work] + options(key))
        made = os.path.join(work, stem + "_vela.tflite")
        if not os.path.exists(made):
            raise SystemExit("vela made nothing of %s for %s:\n%s" % (file, key, log.getvalue()))
        folder = os.path.join(out, key)
        os.makedirs(folder, exist_ok=True)
        shutil.move(os.path.join(work, stem + "_debug.xml"), os.path.join(folder, stem + ".xml"))
        shutil.move(made, os.path.join(folder, stem + ".tflite"))


def main(out, *pairs):
    for file, key in zip(pairs[::2], pairs[1::2]):
        compile_model(out, file, key)


if __name__ == "__main__":
    main(*sys.argv[1:])
