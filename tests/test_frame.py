"""The project's own files agree with one another and name nothing that they must not."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements() -> set[str]:
    return {*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]}


def test_environment_yml_names_the_same_dependencies():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    named = {line.strip().removeprefix("- ") for line in lines if line.startswith("      - ")} - {"-e ."}
    assert named == requirements()


def validators() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return set(project["dependency-groups"]["validators"])


@pytest.mark.parametrize(
    ("name", "needed"), [("requirements.lock", requirements), ("requirements-validators.lock", validators)]
)
def test_lock_pins_and_hashes_every_dependency_and_names_no_address(name, needed):
    lock = (ROOT / name).read_text(encoding="utf-8")
    pinned = {match.lower() for match in re.findall(r"^([A-Za-z0-9._-]+)==", lock, flags=re.M)}
    wanted = {re.split(r"[<>=!~ \[]", one)[0].lower().replace("_", "-") for one in needed()}
    assert wanted <= {name.replace("_", "-") for name in pinned}
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert "://" not in lock and "index" not in lock.lower().replace("index-", "")


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def test_no_committed_text_names_a_machine_path():
    pattern = re.compile(r"(?:^|[\"' =(])/(?:root|home|work|tmp|Users)/[A-Za-z0-9._-]+")
    for path in tracked_files():
        if path.suffix in {".py", ".md", ".yml", ".toml", ".ipynb", ".json", ".csv", ".cfg", ".lock", ".typ", ".css"}:
            found = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None, f"{path.relative_to(ROOT)}: {found.group(0) if found else ''}"


def test_readme_gives_the_two_commands_and_ci_runs_the_test_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme and "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
