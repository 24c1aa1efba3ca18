import { lanternCards, type Role } from '#directory'
import type { ServedAuthority } from '#node'

/** Officers of the authorities that their country's node serves. The id is the role; a second person has `-2`. */
const people: Readonly<Record<string, readonly (readonly [id: string, name: string])[]>> = {
  'XV-SACP': [
    ['prosecutor', 'Danek Orsolin'],
    ['prosecutor-2', 'Vesla Karimond'],
    ['case-officer', 'Tamas Brell'],
    ['head-of-desk', 'Odila Marsk'],
  ],
  'XV-CA': [
    ['registrar', 'Petra Lunow'],
    ['case-officer', 'Jarno Veskin'],
    ['case-officer-2', 'Sabel Trone'],
    ['head-of-desk', 'Hanno Castelk'],
    ['delegate', 'Irena Dovask'],
  ],
  'XV-ARMA': [
    ['case-officer', 'Lev Sandrik'],
    ['asset-manager', 'Corin Halvast'],
    ['head-of-desk', 'Mirel Tovan'],
    ['delegate', 'Ottoline Varga-Reth'],
  ],
  'XV-TAX': [
    ['case-officer', 'Bela Rostin'],
    ['case-officer-2', 'Zora Pelmin'],
    ['head-of-desk', 'Anselm Korvi'],
  ],
  'XV-HC': [
    ['judge', 'Elvira Sanmark'],
    ['judge-2', 'Matis Oreld'],
    ['registrar', 'Nils Padrek'],
  ],
  'XV-OMB': [
    ['inspector', 'Roza Telemin'],
    ['registrar', 'Klim Averst'],
    ['head-of-desk', 'Sofija Brandel'],
    ['inspector-2', 'Daria Kolvek'],
  ],
  'XV-VSU': [
    ['case-officer', 'Lidka Fenn'],
    ['head-of-desk', 'Goran Uteld'],
  ],
  'XV-CERT': [['case-officer', 'Pavle Strond']],
  'XV-PAR': [['monitor', 'Agata Wessmer']],
  'CSO-1': [['monitor', 'Dunja Hellwater']],
  'XN-EPP': [
    ['prosecutor', 'Ingrun Tolvard'],
    ['prosecutor-2', 'Birk Ansgarsen'],
    ['case-officer', 'Maren Fosslid'],
    ['head-of-desk', 'Eldar Kvamsby'],
  ],
  'XN-CA': [
    ['registrar', 'Torunn Hegdal'],
    ['case-officer', 'Leif Marstrup'],
    ['case-officer-2', 'Asta Roligsen'],
    ['head-of-desk', 'Gudmar Elvesand'],
    ['delegate', 'Solvei Brattum'],
  ],
  'XN-ARO': [
    ['case-officer', 'Odd Nesvik'],
    ['asset-manager', 'Ragna Tveito'],
    ['head-of-desk', 'Ulrik Sandhop'],
  ],
  'XN-AMO': [
    ['asset-manager', 'Frode Lysgard'],
    ['case-officer', 'Helle Morkvik'],
    ['head-of-desk', 'Dagny Storhaug'],
  ],
  'XN-TAX': [
    ['case-officer', 'Arvid Pettersund'],
    ['head-of-desk', 'Liv Kornmo'],
  ],
  'XN-DC': [
    ['judge', 'Hallvor Strinde'],
    ['judge-2', 'Yrsa Vangen'],
    ['registrar', 'Knut Bredal'],
  ],
  'XN-DPA': [
    ['inspector', 'Sunniva Falkmo'],
    ['registrar', 'Jens Ottervik'],
    ['head-of-desk', 'Mette Lundskog'],
  ],
  'XN-SUP': [
    ['inspector', 'Roar Steinvoll'],
    ['delegate', 'Gyda Rasvik'],
  ],
  'NET-SEC': [
    ['delegate', 'Amaris Quintel'],
    ['registrar', 'Benno Lachmar'],
    ['editor', 'Philippa Sorne'],
    ['case-officer', 'Tevita Moran'],
    ['head-of-desk', 'Noor Haldane'],
    ['delegate-2', 'Ruben Castellane'],
    ['editor-2', 'Imre Solvang-Pae'],
  ],
  'NET-EVAL': [
    ['monitor', 'Casimir Boun'],
    ['monitor-2', 'Leocadia Trask'],
  ],
  'PPP-1': [
    ['analyst', 'Even Skaugum-Rud'],
    ['editor', 'Thea Molvik'],
  ],
  'XC-AG': [
    ['prosecutor', 'Marguerite Vale'],
    ['registrar', 'Cuthbert Lyle'],
    ['case-officer', 'Alford Bodden-Rae'],
    ['head-of-desk', 'Sylvia Merren-Holt'],
    ['delegate', 'Osmond Tarrant'],
  ],
  'XC-REG': [
    ['registrar', 'Doreen Eastwick'],
    ['delegate', 'Barnaby Esk-Tolland'],
  ],
  'XC-GC': [
    ['judge', 'Ambrose Fennimore'],
    ['registrar', 'Ivy Santell'],
  ],
  'XS-PP': [
    ['prosecutor', 'Yusra Banderol'],
    ['prosecutor-2', 'Tomaz Relk'],
    ['case-officer', 'Hadi Marrouk-Sen'],
    ['registrar', 'Ilse Vandor'],
    ['delegate', 'Kemal Astrovar'],
    ['head-of-desk', 'Nadira Quillon'],
  ],
  'XS-CUS': [['case-officer', 'Bojan Sirell']],
  'XS-VAS': [['inspector', 'Lena Okarr']],
  'XS-CC': [
    ['judge', 'Farida Monsel'],
    ['registrar', 'Gils Tembry'],
  ],
}

/** Authorities that one node serves, as the directory of the LANTERN world has them. */
export function servedBy(node: string): readonly ServedAuthority[] {
  return lanternCards
    .filter((card) => card.servedBy === node || card.outside === true)
    .map((card) => ({
      id: card.id,
      name: card.name,
      country: card.country,
      kind: card.kind,
      competences: card.competences,
      languages: card.languages,
      ...(card.outside === true ? { outside: true as const } : {}),
      officers: (people[card.id] ?? []).map(([id, name]) => ({
        id,
        name,
        role: id.replace(/-\d$/, '') as Role,
      })),
    }))
}
