"""A class of three on the JupyterHub of deploy/: a link, a login, the course, and what one does to the others."""

import os
import signal
from urllib.parse import urlencode

import pytest
from support.complaints import assert_no_traceback
from support.hub import Hub, git, make_remote, needs_hub
from support.lab import ASKS_ABOUT_NEWS, ERRORS, IN_KERNEL, KERNEL_IS_IDLE, ROOT, RUN_ALL, SAVE, be_patient

pytestmark = [pytest.mark.thorough, needs_hub]
PAGE = "notebooks/03_one_neuron.ipynb"
STOP = "async () => { await window.jupyterapp.commands.execute('notebook:interrupt-kernel'); }"
FOR_EVER = """() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute(
    {code: "while True: pass", store_history: false}); }"""
BUSY = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'"
KNOWS_THE_COURSE = "() => JSON.parse(document.getElementById('jupyter-config-data').textContent).actlibServer"
SAYS = "(start) => document.querySelector('.actlib-words')?.textContent.startsWith(start)"


class Student:
    """A student's page, in a browser of her own."""

    def __init__(self, browser, hub, name):
        self.name, self.home = name, hub.home(name)
        self.context = browser.new_context(viewport={"width": 1280, "height": 960})
        be_patient(self.context)
        self.page = self.context.new_page()

    def log_in(self, link, password):
        """Follow the link as far as the hub's door, and through it."""
        self.page.goto(link)
        self.page.get_by_label("Username").fill(self.name)
        self.page.get_by_label("Password").fill(password)
        self.page.locator("#login_submit").click(no_wait_after=True)

    def sees_the_notebook(self):
        self.page.wait_for_url(f"**/user/{self.name}/lab/tree/course/{PAGE}**")
        self.page.wait_for_function(KERNEL_IS_IDLE)

    def prints(self, code):
        return self.page.evaluate(IN_KERNEL, code)

    def begins_to_run_all(self):
        self.page.evaluate(RUN_ALL, "notebook:run-all-cells")

    def has_run_all(self):
        self.page.wait_for_function("window.runAll !== 'running'")
        assert self.page.evaluate("window.runAll") == "done" and not self.page.evaluate(ERRORS)

    def moves_a_weight(self, to):
        """By arrow keys, from 1.2 as the page starts; Python computes what the picture says then."""
        slider = self.page.locator(".actlib-figure").first.get_by_role("slider", name="w₁")
        slider.press("Home")
        for _ in range(round(10 * (to + 2))):
            slider.press("ArrowRight")
        self.page.wait_for_function(SAYS, arg=f"net = {to:g}·1 ")


@pytest.fixture(scope="module")
def room(browser, tmp_path_factory):
    """The hub, the link to hand out, and three students, each with a copy of notebook 03 in front of her."""
    folder = tmp_path_factory.mktemp("hub")
    query = {"repo": make_remote(folder / "course"), "branch": "main", "urlpath": f"lab/tree/course/{PAGE}"}
    with Hub(folder / "hub") as hub:
        hub.link = f"{hub.url}/hub/user-redirect/git-pull?{urlencode(query)}"
        hub.course = folder / "course"
        students = [Student(browser, hub, name) for name in ("ada", "emmy", "maryam")]
        for student in students:
            student.log_in(hub.link, hub.password)
        for student in students:
            student.sees_the_notebook()
        yield hub, students
        for student in students:
            student.context.close()
        assert_no_traceback(hub.log)


def test_a_link_and_a_login_give_each_student_a_copy_of_the_course(room):
    hub, students = room
    for student in students:
        assert (student.home / "course" / PAGE).read_bytes() == (ROOT / PAGE).read_bytes()
    assert hub.api("GET", "services/culler")["pid"] > 0


def test_a_page_shows_its_pictures_before_it_runs_and_asks_about_no_news(room):
    _, students = room
    for student in students:
        student.page.locator(".jp-RenderedHTML img[alt]").first.wait_for()
        assert not student.page.evaluate(ASKS_ABOUT_NEWS)
        assert student.page.evaluate(KNOWS_THE_COURSE)


def test_all_run_the_notebook_at_once_and_move_its_sliders(room, tell):
    hub, students = room
    for student in students:
        student.begins_to_run_all()
    for student in students:
        student.has_run_all()
    for student, weight in zip(students, (0.4, 1.7, 0.9)):
        student.moves_a_weight(weight)
    memory = [
        sum(one.memory_full_info().pss for one in [server, *server.children(recursive=True)]) / 1e6
        for server in (hub.server(student.name) for student in students)
    ]
    tell(f"hub: a server and a kernel take {max(memory):.0f} MB")


def test_a_kernel_that_is_killed_comes_back_and_others_keep_theirs(room):
    _, (ada, *others) = room
    before = [student.prints("import os; print(os.getpid())") for student in (ada, *others)]
    os.kill(int(before[0]), signal.SIGKILL)
    ada.page.locator(".jp-Dialog button.jp-mod-accept").click()
    ada.page.wait_for_function(KERNEL_IS_IDLE)
    after = [student.prints("import os; print(os.getpid())") for student in (ada, *others)]
    assert after[0] != before[0] and after[1:] == before[1:]
    ada.begins_to_run_all()
    ada.has_run_all()
    ada.moves_a_weight(1.1)


def test_a_cell_that_wants_all_memory_gets_an_error_and_keeps_its_kernel(room):
    _, (ada, emmy, _) = room
    greedy = "import numpy, resource\nnumpy.ones(resource.getrlimit(resource.RLIMIT_DATA)[0] // 8)"
    assert "MemoryError" in ada.prints(greedy)
    assert ada.prints("print(6 * 7)") == emmy.prints("print(6 * 7)") == "42"


def test_a_file_without_end_stops_and_everybody_can_save(room):
    _, students = room
    endless = "import resource\nopen('long', 'wb').truncate(resource.getrlimit(resource.RLIMIT_FSIZE)[0] + 1)"
    assert "File too large" in students[0].prints(endless)
    for student in students:
        path = student.home / "course" / PAGE
        before = path.stat().st_mtime_ns
        student.page.evaluate(SAVE)
        assert path.stat().st_mtime_ns > before


def test_a_cell_without_end_leaves_the_others_their_sliders(room):
    hub, (ada, *others) = room
    ada.page.evaluate(FOR_EVER)
    ada.page.wait_for_function(BUSY)
    for student, weight in zip(others, (0.3, 1.9)):
        student.moves_a_weight(weight)
    assert {user["name"] for user in hub.api("GET", "users")} >= {"ada", "emmy", "maryam"}
    assert ada.page.evaluate(BUSY)
    ada.page.evaluate(STOP)
    ada.page.wait_for_function(KERNEL_IS_IDLE)
    assert ada.prints("print(6 * 7)") == "42"


def test_the_link_brings_what_is_new_and_leaves_what_a_student_has_done(room):
    hub, (ada, *_) = room
    ada.prints("open('mine.txt', 'w').write('hers')")
    ada.page.evaluate(SAVE)
    path = ada.home / "course" / PAGE
    hers = path.read_bytes()
    (hub.course / "notebooks" / "news.txt").write_text("new", encoding="utf-8")
    git("add", ".", folder=hub.course)
    git("commit", "--quiet", "--message=news", folder=hub.course)
    ada.page.goto(hub.link)
    ada.sees_the_notebook()
    assert (path.parent / "news.txt").read_text(encoding="utf-8") == "new"
    assert (path.parent / "mine.txt").read_text(encoding="utf-8") == "hers"
    assert path.read_bytes() == hers
