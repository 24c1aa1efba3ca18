import { digest } from '#base'

/**
 * The one script of the box, and the box works without it: it spends seconds of the computer where somebody would spend
 * them waiting. It keeps nothing, loads nothing and sends nothing but the form itself. SHA-256 is written out (FIPS
 * 180-4), for browsers give theirs to secure addresses alone.
 */
export const puzzleScript = `'use strict'
;(function () {
  var K = [], H0 = []
  for (var n = 2, found = 0; found < 64; n++) {
    var prime = true
    for (var f = 2; f * f <= n; f++) if (n % f === 0) prime = false
    if (!prime) continue
    if (found < 8) H0[found] = (Math.pow(n, 1 / 2) * 4294967296) | 0
    K[found++] = (Math.pow(n, 1 / 3) * 4294967296) | 0
  }
  function first(text) {
    var length = text.length, blocks = ((length + 8) >> 6) + 1, words = [], i, t
    for (i = 0; i < blocks * 16; i++) words[i] = 0
    for (i = 0; i < length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8)
    words[length >> 2] |= 0x80 << (24 - (length & 3) * 8)
    words[blocks * 16 - 1] = length * 8
    var H = H0.slice(), w = []
    for (i = 0; i < blocks; i++) {
      var a = H[0], b = H[1], c = H[2], d = H[3], e = H[4], g = H[5], h = H[6], k = H[7]
      for (t = 0; t < 64; t++) {
        if (t < 16) w[t] = words[i * 16 + t]
        else {
          var x = w[t - 15], y = w[t - 2]
          w[t] = (w[t - 16] + w[t - 7] +
            (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
            (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) | 0
        }
        var one = (k + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
          ((e & g) ^ (~e & h)) + K[t] + w[t]) | 0
        var two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
          ((a & b) ^ (a & c) ^ (b & c))) | 0
        k = h; h = g; g = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0
      }
      H[0] = (H[0] + a) | 0; H[1] = (H[1] + b) | 0; H[2] = (H[2] + c) | 0; H[3] = (H[3] + d) | 0
      H[4] = (H[4] + e) | 0; H[5] = (H[5] + g) | 0; H[6] = (H[6] + h) | 0; H[7] = (H[7] + k) | 0
    }
    return H[0]
  }
  document.querySelectorAll('form[data-bits]').forEach(function (form) {
    var bits = Number(form.dataset.bits), ticket = form.elements.ticket.value, n = 0
    var say = form.querySelector('[data-puzzle]')
    function some() {
      for (var end = n + 4000; n < end; n++)
        if (first(ticket + ':' + n) >>> (32 - bits) === 0) {
          form.elements.answer.value = String(n)
          if (say) say.textContent = say.dataset.puzzle
          return
        }
      setTimeout(some, 0)
    }
    some()
  })
})()
`

export const puzzleName = `tips-${digest(Buffer.from(puzzleScript)).slice(7, 23)}.js`
