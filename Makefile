# make lab         opens the course in JupyterLab
# make test        runs every test
# make site        builds the course as plain HTML into site/, to read without Python
# make lite        builds the course with Python inside the browser into lite/, for any web server
# make slides      makes a deck of slides of every notebook in slides/, to project without Python
# make rise        opens the course in JupyterLab with Rise, to walk through it slide by slide with live figures
# make student     makes the student edition in student/: no solutions, every exercise proven
# make frameworks  adds PyTorch, TensorFlow, Keras and JAX (about 3 GB), for notebook 10 and its tests
# All make the environment .venv first, if it is not there yet or requirements.txt is newer.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: lab test site lite slides rise student frameworks notebooks lock bench-numerics bench-slider bench-class

# A notebook that is not trusted shows no SVG, and the still pictures are SVG.
lab: .venv/ready
	$(BIN)/jupyter trust notebooks/*.ipynb
	$(BIN)/jupyter lab --config=jupyter_server_config.py notebooks/00_start_here.ipynb

# Two workers share the machine already: linear algebra that spreads over all cores only makes them wait for each other.
test: .venv/ready
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest

site: .venv/ready
	$(BIN)/python -m publish.site

lite: .venv/lite/ready
	.venv/lite/bin/python -m publish.lite

slides: .venv/ready
	ACTLIB_PROJECTOR=1 $(BIN)/python -m publish.slides

rise: .venv/rise/ready
	.venv/rise/bin/jupyter trust notebooks/*.ipynb
	ACTLIB_PROJECTOR=1 .venv/rise/bin/jupyter lab --config=jupyter_server_config.py notebooks/00_start_here.ipynb

# Execute the series again and store its outputs: afterwards `git diff` shows what a change did to the pages.
notebooks: .venv/ready
	$(BIN)/python tests/execute_notebooks.py

# The series without solutions and teacher's notes, in student/, and the proof that its exercises work.
student: .venv/ready
	$(BIN)/python -m publish.student

# Resolve requirements.in again; needs uv.
lock:
	uv pip compile --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	    --no-annotate --no-header --no-emit-index-url --quiet requirements.in --output-file requirements.txt

bench-numerics: .venv/bench
	$(BIN)/python benchmarks/numerics.py

bench-slider: .venv/bench
	$(BIN)/python benchmarks/slider_latency.py

bench-class: .venv/ready
	$(BIN)/python benchmarks/class_load.py

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

frameworks: .venv/frameworks

.venv/frameworks: .venv/ready
	$(BIN)/python -m pip install --quiet --editable .[frameworks]
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

.venv/bench: .venv/ready
	$(BIN)/python -m pip install --quiet --editable .[benchmarks]
	touch $@
