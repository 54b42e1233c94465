# make lab         opens the course in JupyterLab
# make test        checks the code, runs every notebook and the tests that matter most, in a real browser, too
# make test-all    runs every test there is
# make site        builds the course as plain HTML into site/, to read without Python
# make lite        builds the course with Python inside the browser into lite/, for any web server
# make slides      makes a deck of every notebook and of every plan in slides/, to project without Python
# make rise        opens the course in JupyterLab with Rise, to walk through it slide by slide with live figures
# make student     makes the student edition in student/: no solutions, every exercise proven
# make hosts       adds Jupyter Notebook 7, Voilà and marimo, for the tests of the course in them
# make hub         makes the environment of a JupyterHub, for its test, for `make bench-class`, or to run it: see deploy/
# make frameworks  adds PyTorch, TensorFlow, Keras and JAX (about 3 GB), for notebook 10 and its tests
# Each makes the environment that it needs first, if it is not there yet or what it is made from is newer.

PYTHON ?= python3
BIN := .venv/bin
PUBLISH := $(BIN)/python -m publish

.PHONY: lab test test-all site lite slides rise student hub hosts frameworks notebooks lock bench-numerics bench-slider \
    bench-class picture

lab: .venv/ready
	$(BIN)/python -m actlib lab

test: .venv/dev
	$(BIN)/python tests/support/browser.py
	$(BIN)/python -m pytest

SELECTED := thorough or not thorough
test-all: .venv/dev .venv/lite/ready .venv/rise/ready .venv/hosts/ready
	$(BIN)/python tests/support/browser.py
	$(BIN)/python -m pytest -m "$(SELECTED)"

site: .venv/dev
	$(PUBLISH) site

slides: .venv/dev
	$(PUBLISH) slides

student: .venv/dev
	$(PUBLISH) student

lite: .venv/lite/ready
	.venv/lite/bin/python -m publish lite

rise: .venv/rise/ready
	ACTLIB_PROJECTOR=1 .venv/rise/bin/python -m actlib lab

# Execute the series again and store its outputs: afterwards `git diff` shows what a change did to the pages.
notebooks: .venv/dev
	$(PUBLISH) notebooks

# Resolve the lists again, the learner's within the developers'; needs uv.
LOCK := uv pip compile --upgrade --universal --fork-strategy fewest --python-version 3.11 \
    --no-annotate --no-header --no-emit-index-url --quiet
lock:
	$(LOCK) pyproject.toml --extra lab --extra site --extra slides --extra student requirements-dev.in \
	    --output-file requirements-dev.txt
	$(LOCK) --constraints requirements-dev.txt requirements.in --output-file requirements.txt
	$(LOCK) --constraints requirements-dev.txt requirements-hosts.in --output-file requirements-hosts.txt
	$(LOCK) --constraints requirements-dev.txt requirements-hub.in --output-file requirements-hub.txt

bench-numerics: .venv/bench
	$(BIN)/python benchmarks/numerics.py

bench-slider: .venv/bench
	$(BIN)/python benchmarks/slider_latency.py

bench-class: .venv/dev .venv/hub/ready
	$(BIN)/python benchmarks/class_load.py

# Record the README's moving picture again.
picture: .venv/dev
	$(BIN)/python benchmarks/moving_picture.py

# Python compiles what is used when it is first used; compiled beforehand, all of it takes 90 MB.
.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --requirement requirements.txt
	touch $@

.venv/dev: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-compile --requirement requirements-dev.txt
	touch $@

frameworks: .venv/frameworks

.venv/frameworks: .venv/dev
	$(BIN)/python -m pip install --quiet --constraint requirements-dev.txt --editable .[frameworks]
	touch $@

# An environment of its own, because JupyterLab trips over JupyterLite's kernel.
.venv/lite/ready: .venv/ready
	$(PYTHON) -m venv .venv/lite
	.venv/lite/bin/python -m pip install --quiet --editable .[lite]
	touch $@

# An environment of its own, because Rise needs older widgets than JupyterLab has otherwise.
.venv/rise/ready: .venv/ready
	$(PYTHON) -m venv .venv/rise
	.venv/rise/bin/python -m pip install --quiet --editable .[rise]
	touch $@

hosts: .venv/hosts/ready

# An environment of its own, because what else shows a notebook is not what a learner installs.
.venv/hosts/ready: .venv/ready requirements-hosts.txt
	$(PYTHON) -m venv .venv/hosts
	.venv/hosts/bin/python -m pip install --quiet --no-compile --requirement requirements-hosts.txt
	touch $@

hub: .venv/hub/ready

# The proxy, which sends each student to her own server, is a program for Node.
.venv/hub/ready: .venv/ready requirements-hub.txt
	$(PYTHON) -m venv .venv/hub
	.venv/hub/bin/python -m pip install --quiet --no-compile --requirement requirements-hub.txt
	npm install --silent --no-audit --no-fund --prefix .venv/hub configurable-http-proxy@5.3.0
	.venv/hub/node_modules/.bin/configurable-http-proxy --version
	touch $@

.venv/bench: .venv/dev
	$(BIN)/python -m pip install --quiet --constraint requirements-dev.txt --editable .[benchmarks]
	touch $@
