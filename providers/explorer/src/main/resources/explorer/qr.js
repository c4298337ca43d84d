// QR codes (ISO/IEC 18004) of versions 1 to 5 at error correction level L, in byte mode: enough for an address with a
// user code.

/** Bytes of data and of error correction by version. */
const CAPACITY = [
  [19, 7],
  [34, 10],
  [55, 15],
  [80, 20],
  [108, 26],
];

/** Format information for level L and mask 0, with its error correction and mask already applied. */
const FORMAT = 0b111011111000100;

/**
 * Returns the modules of the QR code of a text.
 *
 * @return rows of true (dark) and false; null if the text is too long
 */
export function qrCode(content) {
  const bytes = new TextEncoder().encode(content);
  const version = CAPACITY.findIndex(([data]) => bytes.length + 2 <= data) + 1;
  if (version === 0) {
    return null;
  }
  const [size, correction] = CAPACITY[version - 1];
  const data = dataOf(bytes, size);
  const grid = new Grid(17 + 4 * version, version);
  grid.place([...data, ...remainder(data, correction)]);
  return grid.rows();
}

function dataOf(bytes, size) {
  const bits = [0, 1, 0, 0, ...bitsOf(bytes.length, 8), ...[...bytes].flatMap((byte) => bitsOf(byte, 8)), 0, 0, 0, 0];
  const data = [];
  for (let n = 0; n < bits.length; n += 8) {
    data.push(bits.slice(n, n + 8).reduce((value, bit) => 2 * value + bit, 0));
  }
  for (let pad = 0xec; data.length < size; pad ^= 0xec ^ 0x11) {
    data.push(pad);
  }
  return data;
}

function bitsOf(value, count) {
  return Array.from({ length: count }, (_, n) => (value >> (count - 1 - n)) & 1);
}

/** Multiplies in GF(256) with the polynomial of QR codes. */
function times(a, b) {
  let product = 0;
  for (let n = 7; n >= 0; n--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> n) & 1) * a;
  }
  return product;
}

/** Returns the bytes of error correction: the remainder of a Reed-Solomon division. */
function remainder(data, degree) {
  const divisor = Array(degree).fill(0);
  divisor[degree - 1] = 1;
  for (let n = 0, root = 1; n < degree; n++, root = times(root, 2)) {
    for (let k = 0; k < degree; k++) {
      divisor[k] = times(divisor[k], root) ^ (divisor[k + 1] ?? 0);
    }
  }
  return data.reduce((rest, byte) => {
    const factor = byte ^ rest[0];
    return [...rest.slice(1), 0].map((value, k) => value ^ times(divisor[k], factor));
  }, Array(degree).fill(0));
}

class Grid {
  #size;
  #dark;
  #fixed;

  constructor(size, version) {
    this.#size = size;
    this.#dark = Array.from({ length: size }, () => Array(size).fill(false));
    this.#fixed = Array.from({ length: size }, () => Array(size).fill(false));
    for (let n = 0; n < size; n++) {
      this.#set(6, n, n % 2 === 0);
      this.#set(n, 6, n % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [size - 4, 3],
      [3, size - 4],
    ]) {
      this.#square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
    }
    if (version > 1) {
      this.#square(size - 7, size - 7, 2, (distance) => distance !== 1);
    }
    this.#format();
  }

  rows() {
    return this.#dark;
  }

  /** Writes the bytes from the lower right corner in columns of two, upwards and downwards by turns. */
  place(bytes) {
    const bits = bytes.flatMap((byte) => bitsOf(byte, 8));
    let n = 0;
    for (let right = this.#size - 1; right > 0; right -= right === 8 ? 3 : 2) {
      const upwards = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.#size; step++) {
        for (const x of [right, right - 1]) {
          const y = upwards ? this.#size - 1 - step : step;
          if (!this.#fixed[y][x]) {
            this.#dark[y][x] = ((bits[n++] ?? 0) === 1) !== ((x + y) % 2 === 0);
          }
        }
      }
    }
  }

  #set(x, y, dark) {
    if (this.#fixed[y]?.[x] !== undefined) {
      this.#dark[y][x] = dark;
      this.#fixed[y][x] = true;
    }
  }

  #square(x, y, radius, isDark) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        this.#set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  }

  #format() {
    const bit = (n) => ((FORMAT >> n) & 1) === 1;
    const end = this.#size;
    for (let n = 0; n < 15; n++) {
      const first = n < 6 ? [8, n] : n < 8 ? [8, n + 1] : n === 8 ? [7, 8] : [14 - n, 8];
      const second = n < 8 ? [end - 1 - n, 8] : [8, end - 15 + n];
      this.#set(...first, bit(n));
      this.#set(...second, bit(n));
    }
    this.#set(8, end - 8, true);
  }
}
