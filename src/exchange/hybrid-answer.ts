/**
 * The first vector of MLKEM768-X25519 (draft-ietf-hpke-pq, test vectors, KEM 0x647a): what was encapsulated to the key of this
 * seed, and the secret that its owner must find. The public key is told by its SHA-256.
 */
export const hybridAnswer = {
  seed: 'b3f98b03126a431ccecc62ae0f68e102c2d8e1cc7b21ba85d821d8e31761e0f8',
  publicKeySha256: '120b60e0ae3c00c1c9def1c61aeb12de710bfa49646ae6f99a7e564b25ace493',
  secret: 'b90cf181d95351d1091569487caaf6c3434eeb181a2c4c04631980ce139afa67',
  encapsulated:
    'tEDLAGRm6O6dFhs3G2-h7EGdanWJSSN43GeP7bz5596_tH9-C1NosOd-9bWGZoa2UjHb0cGkLgr5sKuwbHlaGvBzS0UNu2D-' +
    'BIaxSX17CdDEZhekDF-MirUcLo4fSAI_c7fEcWu6LpBdX7QsPe3_FmVT7PAzMFpXv0NjF-ZRPe6i9lU3Blu12C3EuKllw-k5' +
    'uRDcawJ-AWc6bhOZuTl2KS75_YESDvL2xH2Uocd9n-FrpxB6impM6c4NMChH1gIWfeB34X27fgFUIC92w4HEtti8pRaA2rTb' +
    '83PajwmqI9IXT7Nmgc5CEI97qtyzVia68wpBa9ebPiSVhQecJ3t5t7MRCO8GHyW11OVI9vXMPUwk-g8XFoQ7tjrQCnjzfS4r' +
    'gVF4EKvphTgpvtezujCa1pfYpfZq9N0jfCVyXpxiY3RL-GQdR11HkqsFNdK0_fzwxdlRGPV3lSECMBbUl1F5ShzmbyplJDaE' +
    'OXiTdWKkpehijStyCJDX87IcFROZun2wPNFVFsapS4T20Bo3upLMesbEgNyfZ8OgZjeBgLzSki0_XGXWn9C5aq3AVdawXrsR' +
    'BazGCfIA4MlFoQ5OETceIzad4gaczXF1plLDzQnrfxfJtltKp5smRo-bIfjAqo90cdXPvzaX0-7eqTUVl86YHnz3RcKVAHDB' +
    '-C8TK0hYTQO6EmLLhW_2ta4lmS34YS0k8Gi0Ml0zYGc-0-9uKlfeKX1UgsXMNVvAfx2XX8bWDNcQm_Wneg_3ssXZ9KJ20wy0' +
    'naSLi5C2RLFaW2j8xnwl8JqOVny-T6LiuhHAKZPp6bQRanxg2mSnGTKACuwvtNLs7vV8b8Iwjzrc2bRqKHSFFihL20s6NoUV' +
    'EsXg5u03718AsH3DxCZnz5XK12Tkf0iplNF8ED-CJXVcdgCAE4l8A8MQQ98Os5pgPgnK6qQa4kSI_pbk2DtK5UgQRfSnz9fI' +
    'CzHOnuuP3s00vhJF82irWjIVy8374FKeH7xLoAQc-roJg2wl3WIZ51-8bxQ-dNaG7NnhpBaIG8IakSn7hl6CMymFeY9wH3lS' +
    'xOaee05r0Dv_3Axl4qL96J9zuGWf0sx9-wcNPpVYHRvFh6LZxL8UL9wfIIVtPPtk01dE7iebgpGEcjIh6fsZ8BKrmcS7GpBK' +
    'EWcntmfFoRoOEfPjFoKwwRQ0Xsw-4VO8zYhGVL1aigI6o9uHgUhzb2oJD5J4VCOpuisDezuQ7pFle6SKElNg2udab93-pAbK' +
    'gjpeT7tUqokJ-9hdldLtJW7V1qkZT60NgaRNMXKr9rkM7NHtIIB2LWcNtNNDfvjp59OdtLQhXDP40ZJA7Uvy3osQdrNFcHBD' +
    'pzW_npbhbItnDPLfDOjbY4x9hKE-57NSZsfw5g0ssuVzTp1kaocdDf2LTuX4Jb95mhJR7SHlRRDpxgW8g6C9lnOu6A6NBkqV' +
    'w8MVH_0nYIFzY3-53jCzwC2W7srAXb98L7yYtKH2lyzpKDIqIuK3XA',
} as const
