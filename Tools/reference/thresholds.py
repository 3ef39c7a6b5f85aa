"""Errors and net benefit of thresholds: counts of scikit-learn, limits of statsmodels, net benefit person by person.

    python3 Tools/reference/thresholds.py Tests/StatisticsTests/Reference
"""
import sys

import numpy
import sklearn
import statsmodels
from scipy import stats
from sklearn.metrics import confusion_matrix
from statsmodels.stats.proportion import proportion_confint

place = numpy.arange(400)
score = (place * 37 % 101) / 101
outcome = ((place * 53 + place * place) % 97 < 12 + 70 * score).astype(int)
z = stats.norm.isf(0.025)
with open(f"{sys.argv[1]}/thresholds.csv", "w") as file:
    print(f"# scikit-learn {sklearn.__version__} statsmodels {statsmodels.__version__}, Tools/reference/thresholds.py", file=file)
    print("threshold,tn,fp,fn,tp,fpr,fpr_lower,fpr_upper,fnr,fnr_lower,fnr_upper,ppv,ppv_lower,ppv_upper,npv,npv_lower,"
          "npv_upper,benefit,benefit_lower,benefit_upper,benefit_all", file=file)
    for threshold in (0.1, 0.25, 50 / 101, 0.7, 0.95):
        flagged = score >= threshold
        tn, fp, fn, tp = (int(v) for v in confusion_matrix(outcome, flagged).ravel())
        row = [threshold, tn, fp, fn, tp]
        for events, trials in ((fp, fp + tn), (fn, fn + tp), (tp, tp + fp), (tn, tn + fn)):
            row += [events / trials, *proportion_confint(events, trials, method="wilson")]
        price = threshold / (1 - threshold)
        each = numpy.where(flagged, numpy.where(outcome == 1, 1.0, -price), 0.0)
        half = z * each.std(ddof=1) / len(each) ** 0.5
        every = numpy.where(outcome == 1, 1.0, -price).mean()
        row += [each.mean(), each.mean() - half, each.mean() + half, every]
        print(",".join(repr(float(v)) for v in row), file=file)
