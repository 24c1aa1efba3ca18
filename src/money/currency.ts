import type { Brand } from '#base'

/** An ISO 4217 code, or a code declared by the case (a stablecoin, a fictional currency). */
export type Currency = Brand<string, 'Currency'>

/**
 * ISO 4217 active currencies whose minor unit is not the hundredth, and all others by name.
 * Source: ISO 4217 list one, maintained by SIX; funds codes and precious metals left out.
 */
const twoDigits =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG'
const noDigits = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
const threeDigits = 'BHD IQD JOD KWD LYD OMR TND'
/** Withdrawn codes that statements of older cases still carry (ISO 4217 list three). */
const historic =
  'DEM FRF ITL NLG BEF ESP PTE IEP FIM ATS GRD EEK LVL LTL SKK HRK CYP MTL ROL TRL AZM RUR BYR VEF VEB ANG ZWL'

const iso = new Map<string, number>()
for (const code of `${twoDigits} ${historic}`.split(' ')) iso.set(code, 2)
for (const code of noDigits.split(' ')) iso.set(code, 0)
for (const code of threeDigits.split(' ')) iso.set(code, 3)

/** Which currencies a case knows, and how many decimal digits the minor unit of each has. */
export interface CurrencyTable {
  /** Digits after the decimal point, or undefined for a code that nobody declared. */
  digits(code: string): number | undefined
}

/** ISO 4217, and on top what the case declares (digits 0 to 18). */
export function currencies(declared: ReadonlyMap<string, number> = new Map()): CurrencyTable {
  return { digits: (code) => declared.get(code) ?? iso.get(code) }
}
