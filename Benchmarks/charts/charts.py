"""The six charts of ChartBenchmark in matplotlib: `charts.py REPEATS FOLDER`, or `charts.py --once CHART FILE`."""
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

SIZES = {"dumbbell": (900, 895), "forest": (900, 620), "funnel": (900, 700), "bars": (900, 560), "band": (900, 560),
         "heat": (900, 640)}


def noise(index):
    return ((index * 7919 + 104729) % 10007) / 10007


def draw(name, path):
    width, height = SIZES[name]
    figure, axes = plt.subplots(figsize=(width / 100, height / 100), dpi=100)
    if name == "dumbbell":
        predicted = [0.06 + 0.04 * noise(i) for i in range(27)]
        actual = [0.06 + 0.04 * noise(i + 50) for i in range(27)]
        axes.hlines(range(27), predicted, actual, color="grey")
        axes.errorbar(actual, range(27), xerr=0.008, fmt="o", color="#12436D")
        axes.plot(predicted, range(27), "D", color="#F46A25")
        axes.set_yticks(range(27), [f"Area {i + 1}" for i in range(27)])
        axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    elif name == "forest":
        ratios = [0.5 + 1.8 * noise(i) for i in range(12)]
        axes.axvline(1, color="black")
        axes.errorbar(ratios, range(12), xerr=[[0.3 * r for r in ratios], [r / 0.7 - r for r in ratios]], fmt="s",
                      color="#12436D")
        axes.set_xscale("log")
        axes.set_yticks(range(12), [f"Factor {i + 1}" for i in range(12)])
        for i, ratio in enumerate(ratios):
            axes.text(1.05, i, f"{ratio:.2f}", transform=axes.get_yaxis_transform(), va="center")
    elif name == "funnel":
        sizes = [100 + 1400 * i / 60 for i in range(61)]
        axes.axhline(1, color="black")
        for z in (1.96, 3.09):
            for side in (-1, 1):
                axes.plot(sizes, [1 + side * z / s**0.5 for s in sizes], color="grey")
        axes.plot([100 + 1400 * noise(i) for i in range(60)], [0.7 + 0.6 * noise(i + 90) for i in range(60)], "o",
                  color="#12436D")
    elif name == "bars":
        rates = [0.15 + 0.4 * noise(i) for i in range(8)]
        axes.barh(range(8), rates, xerr=0.05, color="#12436D", ecolor="#F46A25")
        axes.set_yticks(range(8), [f"Offence {i + 1}" for i in range(8)])
        axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    elif name == "band":
        rates = [0.3 + 0.05 * noise(i) for i in range(48)]
        axes.fill_between(range(48), [r - 0.03 for r in rates], [r + 0.03 for r in rates], color="#12436D", alpha=0.2)
        axes.plot(range(48), rates, color="#12436D")
        axes.yaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    else:
        cells = [[0.2 + 0.7 * noise(4 * row + column) for column in range(4)] for row in range(10)]
        axes.imshow(cells, cmap="Blues", aspect="auto")
        axes.set_xticks(range(4), [f"Area {i + 1}" for i in range(4)])
        axes.set_yticks(range(10), [f"Offence {i + 1}" for i in range(10)])
        for row in range(10):
            for column in range(4):
                axes.text(column, row, f"{100 * cells[row][column]:.1f}%", ha="center", va="center")
    figure.suptitle("A headline that says the finding")
    axes.set_title("Measure, place and period")
    figure.text(0.02, 0.02, "Source: numbers made for measuring")
    figure.savefig(path)
    plt.close(figure)


if sys.argv[1] == "--once":
    draw(sys.argv[2], sys.argv[3])
else:
    repeats, folder = int(sys.argv[1]), sys.argv[2]
    for name in SIZES:
        for ending in ("png", "svg"):
            start, processor = time.perf_counter(), time.process_time()
            for _ in range(repeats):
                draw(name, f"{folder}/matplotlib-{name}.{ending}")
            spent = [1000 * (time.perf_counter() - start) / repeats, 1000 * (time.process_time() - processor) / repeats]
            print(f"{name},{ending},{spent[0]},{spent[1]}", flush=True)
