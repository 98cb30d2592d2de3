"""Long work in steps: what is gathered one by one, and a job run to its end."""

from zonetracker.support.job import Step, finish, gathered


def test_things_are_gathered_with_a_step_every_so_many() -> None:
    job, steps = gathered(iter(range(450)), "数", 450), []
    while True:
        try:
            steps.append(next(job))
        except StopIteration as end:
            assert end.value == list(range(450))
            break
    assert steps == [Step(0, 450, "数"), Step(200, 450, "数"), Step(400, 450, "数")]


def test_more_things_than_were_thought_stay_within_the_total() -> None:
    assert [step.done for step in gathered(range(700), "数", 300)] == [0, 200, 300, 300]
    assert finish(gathered((), "数", 0)) == []


def test_a_job_that_is_closed_makes_no_more() -> None:
    things = iter(range(1000))
    job = gathered(things, "数", 1000)
    next(job)
    job.close()
    assert next(things) == 1
