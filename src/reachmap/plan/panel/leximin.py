"""The fairest lottery over panels: nobody's chance can rise but at the cost of a lower one.

People alike in every quota and in how often they sat before are one *type*; a panel is how
many of each type it takes. With

======== ======================================================================
symbol   meaning
======== ======================================================================
``n[t]``  people of type t
``w[t]``  weight of each of them
``k``     seats
``P``     all panels x: whole numbers x[t] with 0 <= x[t] <= n[t], sum of x[t] = k
          and low[g] <= sum of x[t] over the types t in group g <= high[g]
``p[x]``  chance that panel x is drawn
``z``     least chance over weight of those that are not settled yet
``f[t]``  people of a settled type that are drawn on average
======== ======================================================================

each round solves

::

    maximise    z
    subject to  sum over x in P of p[x] x[t] >= n[t] w[t] z    for each open type t    (y[t])
                sum over x in P of p[x] x[t] >= f[t]           for each settled type t (y[t])
                sum over x in P of p[x] = 1,  p >= 0                                   (m)

and settles, at ``f[t] = n[t] w[t] z``, every open type whose price ``y[t]`` is above nothing:
it has no more in any best lottery. Rounds go on until all are settled.

``P`` is never listed. First (`relaxation`) people may be split: the average of a lottery
is then any point between the quotas, no lottery can be fairer than the fairest such point,
and it costs a handful of small programs. `split` then writes that point as a lottery
over whole panels, where it is one; that lottery is leximin. Where it is none
(`columns`), rounds run over panels known so far, and a panel is added only while some
x in P has ``sum over t of y[t] x[t] > m`` (column generation).

References
----------
.. [1] Flanigan, B., Gölz, P., Gupta, A., Hennig, B. and Procaccia, A. D. (2021). Fair
   algorithms for selecting citizens' assemblies. Nature 596, 548-552.
.. [2] Nace, D. and Pióro, M. (2008). Max-min fairness and its applications to routing and
   load-balancing in communication networks. IEEE Communications Surveys and Tutorials 10(4).
"""

import numpy as np

from reachmap.plan.panel.columns import lottery_by_columns
from reachmap.plan.panel.draw import Draw, Lottery
from reachmap.plan.panel.relaxation import fairest_average
from reachmap.plan.panel.split import split

CLOSE = 1e-6
"""People by which an average may differ from the fairest one."""


def leximin(draw: Draw) -> Lottery | None:
    """Return the lottery under which chances over weights are as even as can be.

    Examples
    --------
    Two seats, one for the only one of a group; three share the other.

    >>> draw = Draw(2, np.array([1, 3]), np.ones(2), np.array([[True, False]]),
    ...     low=np.array([1]), high=np.array([1]))
    >>> leximin(draw).expected().round(6).tolist()
    [1.0, 1.0]
    """
    average = fairest_average(draw)
    if average is None:
        return None
    panels, shares = split(draw, average)
    if panels:
        lottery = Lottery.of(panels, np.array(shares))
        if np.abs(lottery.expected() - average).max() <= CLOSE:
            return lottery
    return lottery_by_columns(draw, panels)
