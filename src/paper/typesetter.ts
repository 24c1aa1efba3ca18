import { createRequire } from 'node:module'

/** What is used of Typst's binding. */
export interface Typesetter {
  resetShadow(): void
  mapShadow(path: string, content: Buffer): void
  compile(options: { mainFileContent: string }): {
    readonly result: object | null
    takeDiagnostics(): unknown
  }
  fetchDiagnostics(diagnostics: unknown): readonly { message?: string }[]
  pdf(document: object, options: { pdfStandard: string; creationTimestamp: number }): Uint8Array
  evictCache(age: number): void
}

interface Binding {
  readonly NodeCompiler: {
    create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): Typesetter
  }
}

/** Version of the binding in package.json; the wrapper package of the same version is not needed to load it. */
const version = '0.7.0'

/**
 * Typst (typst.app) through its native binding for this platform. The binding is asked for by its own name, because the
 * package that lists all platforms cannot be locked where a registry lacks some of them (DECISIONS.md).
 *
 * @throws Error where this platform has none; pages in HTML do not need it.
 */
export function typesetter(workspace: string, fontBlobs: readonly Buffer[]): Typesetter {
  const name = `@myriaddreamin/typst-ts-node-compiler-${platform()}`
  let binding: Binding
  try {
    binding = createRequire(import.meta.url)(name) as Binding
  } catch {
    throw new Error(
      `PDFs need the package ${name} ${version}, which is not installed here; install it, or hand over the HTML page`,
    )
  }
  return binding.NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...fontBlobs] }] })
}

function platform(): string {
  const { platform: os, arch } = process
  if (os === 'linux') return `${os}-${arch}-${isMusl() ? 'musl' : 'gnu'}`
  return os === 'win32' ? `${os}-${arch}-msvc` : `${os}-${arch}`
}

/** The C library is musl where the runtime reports no version of glibc. */
function isMusl(): boolean {
  const report = process.report.getReport() as unknown as {
    header: { glibcVersionRuntime?: string }
  }
  return report.header.glibcVersionRuntime === undefined
}
