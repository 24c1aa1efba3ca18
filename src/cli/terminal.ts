import { writeSync } from 'node:fs'

/** Where a command prints: results on stdout, everything said about them on stderr. */
export interface Terminal {
  /** A line of the result. */
  out(text: string): void
  /** The one JSON document of a command called with --json. */
  json(value: unknown): void
  /** A message or a warning. */
  say(text: string): void
  /** A progress line, drawn only on a terminal and only after two seconds. */
  progress(label: string): Progress
}

export interface Progress {
  step(done: number, total: number): void
  end(): void
}

/** Bars are drawn from this many milliseconds on, and no more often than ten times a second. */
const patience = 2_000
const pause = 100

export function terminal(): Terminal {
  const bars = process.stderr.isTTY === true
  return {
    out: (text) => write(1, `${text}\n`),
    json: (value) => write(1, `${JSON.stringify(value, null, 2)}\n`),
    say: (text) => write(2, `${text}\n`),
    progress: (label) => (bars ? bar(label) : silent),
  }
}

const silent: Progress = { step() {}, end() {} }

function bar(label: string): Progress {
  const started = Date.now()
  let drawn = 0
  return {
    step(done, total) {
      const now = Date.now()
      if (now - started < patience || now - drawn < pause) return
      drawn = now
      const share = total > 0 ? Math.min(1, done / total) : 0
      const marks = '#'.repeat(Math.round(share * 30)).padEnd(30, '.')
      write(2, `\r${label} [${marks}] ${Math.round(share * 100)} %`)
    },
    end() {
      if (drawn > 0) write(2, `\r${' '.repeat(label.length + 42)}\r`)
    },
  }
}

/** All of it, also into a slow pipe; a reader that went away (`| head`) ends the program without a fuss. */
function write(fd: 1 | 2, text: string): void {
  let bytes: Uint8Array = Buffer.from(text)
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes))
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      else if (code === 'EPIPE') process.exit(0)
      else throw error
    }
  }
}
