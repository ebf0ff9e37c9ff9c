/* Chromium 86 没有、而别家的库可能用到的几样。 */
const keep = { configurable: true, writable: true };
if (!Object.hasOwn) {
  Object.defineProperty(Object, "hasOwn", {
    value: (thing, key) => Object.prototype.hasOwnProperty.call(thing, key),
    ...keep,
  });
}
if (![].at) {
  const at = function at(index) {
    const n = Math.trunc(index) || 0;
    return this[n < 0 ? n + this.length : n];
  };
  for (const Kind of [Array, String]) Object.defineProperty(Kind.prototype, "at", { value: at, ...keep });
}
