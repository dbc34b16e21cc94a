// Functions that browsers lack, or define otherwise than C does. ASCII only.
const sigmoid = (x) => (x < 0 ? Math.exp(x) : 1) / (1 + Math.exp(-Math.abs(x)));
const greatest = (a, b) => (a >= b || a !== a ? a : b);
const least = (a, b) => (a <= b || a !== a ? a : b);

function power(x, y) {
  // C has 1 for any power of 1, and for -1 to an infinite power.
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : Math.pow(x, y);
}

// The remainder with the sign of the divisor.
function modulo(x, y) {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

// Rounded to a number of decimals as with pencil and paper: what is within two units of a half counts as one.
function rounded(x, decimals) {
  if (decimals !== decimals) return decimals;
  const places = Math.trunc(decimals), scale = Math.pow(10, Math.abs(places));
  if (!Number.isFinite(scale)) return places < 0 && Number.isFinite(x) ? 0 : x;
  const scaled = places < 0 ? x / scale : x * scale, size = Math.abs(scaled);
  if (!(size < 2 ** 51)) return x;
  const unit = size < 2 ** -1022 ? 2 ** -1074 : 2 ** (exponent(size) - 52);
  const whole = Math.floor(size + 0.5 + 2 * unit);
  const result = places < 0 ? whole * scale : whole / scale;
  return scaled < 0 && result > 0 ? -result : result;
}

function exponent(x) {
  const high = new Uint32Array(new Float64Array([x]).buffer)[1];
  return ((high >>> 20) & 2047) - 1023;
}

// The error function: near 0 by a series without subtractions, further out by a continued fraction.
function erf(x) {
  if (Math.abs(x) > 2) return x < 0 ? erfc(-x) - 1 : 1 - erfc(x);
  let term = x, sum = x;
  for (let n = 1; n < 100 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
}

function erfc(x) {
  if (x !== x) return x;
  if (x < 0) return 2 - erfc(-x);
  if (x < 1.5) return 1 - erf(x);
  let fraction = x;
  for (let n = 200; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
