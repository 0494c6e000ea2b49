/** The difference of two means with its 95 % interval, as in any textbook (Welch 1947), written apart from the program. */
export type Interval = { estimate: number; low: number; high: number };

export function welch(a: readonly number[], b: readonly number[]): Interval {
  const [one, two] = [moments(a), moments(b)];
  const [u, v] = [one.variance / a.length, two.variance / b.length];
  const freedom = (u + v) ** 2 / (u ** 2 / (a.length - 1) + v ** 2 / (b.length - 1));
  const half = studentQuantile975(freedom) * Math.sqrt(u + v);
  const estimate = one.mean - two.mean;
  return { estimate, low: estimate - half, high: estimate + half };
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) };
}

/** The t with 97.5 % of Student's distribution below it, by halving; the area is Simpson's rule over the density. */
export function studentQuantile975(freedom: number): number {
  let [low, high] = [0, 700];
  const height = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  // With x = √freedom · tan θ the half line becomes θ in [0, π/2) and the density a power of a cosine.
  const area = (t: number) => {
    const end = Math.atan(t / Math.sqrt(freedom));
    const steps = 4000;
    let sum = 0;
    for (let at = 0; at <= steps; at += 1) sum += (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2) * Math.cos((end * at) / steps) ** (freedom - 1);
    return (height * Math.sqrt(freedom) * sum * end) / (3 * steps);
  };
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (area(middle) < 0.475) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** ln Γ by Stirling's series, moved up to where it is exact. */
function logGamma(x: number): number {
  let [shift, z] = [0, x];
  for (; z < 15; z += 1) shift += Math.log(z);
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5) - shift;
}
