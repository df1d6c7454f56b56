"""The peer's side: NumPy's product and SciPy's rankdata on the same columns and weights, the same counts, a ratio."""
import sys
import time

import numpy as np
from scipy.stats import rankdata

folder, ours = sys.argv[1], sys.argv[2]
columns = np.fromfile(f"{folder}/columns.f32", np.float32).reshape(20, -1)
weights = np.fromfile(f"{folder}/weights.f32", np.float32).reshape(-1, 20)
units, replicates = columns.shape[1], len(weights)

matrix = np.ascontiguousarray(columns.T)
sums, deciles = np.zeros(units), np.zeros((10, units), np.int64)
start, used = time.perf_counter(), time.process_time()
for row in weights:
    ranks = rankdata(matrix @ row)
    sums += ranks
    which = np.minimum(((ranks - 0.5) * 10 / units).astype(np.int64), 9)
    deciles[which, np.arange(units)] += 1
peer = 1e6 * (time.perf_counter() - start) / replicates
peer_used = 1e6 * (time.process_time() - used) / replicates
print(f"NumPy {np.__version__} and SciPy: {peer:.0f} us a replicate, {peer_used:.0f} of processor")

for line in open(ours):
    name, threads, micros, processor = line.split()
    print(
        f"{name:8} {threads} thread(s): {float(micros):7.1f} us a replicate, {peer / float(micros):6.1f} times faster; "
        f"{float(processor):7.1f} of processor, {peer_used / float(processor):6.1f} times less"
    )

for name, places in (("exact", 1.0), ("counted", 20.0)):
    mean = np.fromfile(f"{folder}/{name}_sums.u64", np.uint64) / 2 / replicates
    shares = np.fromfile(f"{folder}/{name}_deciles.u32", np.uint32).reshape(10, units)
    gap = np.abs(mean - sums / replicates).max()
    moved = np.abs(shares - deciles).sum() / 2 / shares.sum()
    print(f"{name}: largest gap of a mean rank {gap:.3f} places of {units}; {100 * moved:.4f} % of decile memberships differ")
    assert gap <= places and moved < 0.002, "the answers differ"
print("same answers")
