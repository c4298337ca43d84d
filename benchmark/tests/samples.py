"""Results to test with."""

from load.results import Results, Row, Start


def row(pair, server, scenario, per_second, connections=8, **more):
    figures = {
        "requests": per_second * 2,
        "seconds": 2.0,
        "p50_ms": 1.5,
        "p99_ms": 9.5,
        "cpu_ms": 1000 / per_second,
        "rss_mb": 700.0,
        "load_cpu": 0.015,
        "other_cpu": 0.0,
        "errors": 0,
    }
    return Row(pair, server, scenario, connections, **figures | more)


def results(*rows, connections=(8,), starts=()):
    machine = {"date": "2026-01-31", "CPU": "Some CPU", "cores": "2", "memory": "4 GiB", "JVM": "a JVM"}
    options = {
        "pairs": 2,
        "warm": 180,
        "seconds": 6,
        "servers": ["stock", "ours"],
        "connections": list(connections),
        "scenarios": list(dict.fromkeys(one.scenario for one in rows)),
        "saved_events": False,
    }
    return Results(machine | {"Keycloak": "1.2.3", "wrk": "4.1.0"}, options, list(starts), list(rows))


STARTS = (Start(1, "stock", 10.0), Start(1, "ours", 11.0), Start(2, "stock", 10.0), Start(2, "ours", 12.0))
