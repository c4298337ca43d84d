import unittest
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

FOLDER = Path(__file__).parents[1]


def read(name):
    lines = (FOLDER / name).read_text().splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {requirement.name: requirement.specifier for requirement in requirements}


def bounds(specifier):
    return {part.operator: part.version for part in specifier}


class RequirementsTest(unittest.TestCase):
    ranges = read("requirements.txt")

    def test_lower_bounds_are_the_lowest_versions_that_are_tested(self):
        lowest = {name: bounds(exact)["=="] for name, exact in read("constraints-lowest.txt").items()}
        self.assertEqual(lowest, {name: bounds(accepted)[">="] for name, accepted in self.ranges.items()})

    def test_next_major_versions_are_not_accepted(self):
        for name, accepted in self.ranges.items():
            self.assertRegex(bounds(accepted)["<"], r"^\d+$", name)

    def test_versions_of_the_image_are_accepted(self):
        pinned = read("constraints.txt")
        self.assertEqual(set(self.ranges) - {"jupyterlab"}, set(pinned))
        for name, exact in pinned.items():
            self.assertIn(bounds(exact)["=="], self.ranges[name], name)

    def test_versions_that_the_tests_run_with_are_accepted(self):
        for name, accepted in self.ranges.items():
            if name != "jupyterlab":  # the tests execute the notebook without it
                self.assertIn(metadata.version(name), accepted, name)


if __name__ == "__main__":
    unittest.main()
