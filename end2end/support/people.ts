/** Somebody of the demo organization. */
export interface Person {
  /** The user name, to sign in with. */
  user: string;
  /** The name that others read. */
  name: string;
}

/** An employee who reports to Jonas. */
export const ADA: Person = { user: 'ada.lind', name: 'Ada Lind' };
/** A manager. */
export const JONAS: Person = { user: 'jonas.bakke', name: 'Jonas Bakke' };
/** A steward of the turbine data: the second stage of its package. */
export const AMINA: Person = { user: 'amina.yusuf', name: 'Amina Yusuf' };
/** The administrator. */
export const INGRID: Person = { user: 'ingrid.solheim', name: 'Ingrid Solheim' };
/** Owns the catalog of accounting, and sponsors Lumen Audit. */
export const MAJA: Person = { user: 'maja.nygaard', name: 'Maja Nygaard' };
/** Reports to Maja; gives and takes access in the catalog of accounting. */
export const ELIN: Person = { user: 'elin.berg', name: 'Elin Berg' };
/** May create catalogs, and has none. */
export const HENRIK: Person = { user: 'henrik.dahl', name: 'Henrik Dahl' };
/** Builds packages in the catalog of Marine Logistics. */
export const OSKAR: Person = { user: 'oskar.lund', name: 'Oskar Lund' };
