import type { ReadStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import type { Scope } from '../policies/scope.ts'
import type { Session } from '../storage/sessions.ts'
import type { Schema } from './schema.ts'

export type Method = 'get' | 'post' | 'patch'

/** What a handler is told. */
export interface Call<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** A request header by its name in small letters; empty when absent. */
  readonly header: (name: string) => string
  /** Address of the client. */
  readonly address: string
  /** The token of the session cookie; null when none came. */
  readonly token: string | null
  readonly answer: Answer
}

export interface SignedInCall<P, Q, B> extends Call<P, Q, B> {
  readonly session: Session
  readonly scope: Scope
}

/** What the handler of a route that is also for strangers is told. */
export interface GuestCall<P, Q, B> extends Call<P, Q, B> {
  /** Of the person who is signed in, or of a stranger. */
  readonly scope: Scope
}

/** What a handler may say besides the body. */
export interface Answer {
  setHeader(name: string, value: string): void
  setSession(token: string): void
  clearSession(): void
}

/** A file as an answer. */
export interface FileAnswer {
  readonly stream: Readable
  readonly type: string
  readonly size: number
  /** Name under which a browser saves it. */
  readonly name: string
}

/** A file that is kept under its hash, as an answer: parts of it may be asked for, and whoever gives it hears what was sent. */
export interface StoredAnswer {
  /** Names the bytes: it is the ETag. */
  readonly sha256: string
  readonly type: string
  readonly size: number
  /** Name under which a browser saves it. */
  readonly name: string
  /** Whether a browser saves it or may show it. */
  readonly disposition: 'attachment' | 'inline'
  /** Bytes from `from` to `to`, both counted from 0 and given as well. */
  open(from: number, to: number): ReadStream
  /**
   * Called once, when the sending has ended.
   *
   * @param bytes how many were sent.
   * @param completed the last byte of the file was among them.
   */
  sent(bytes: number, completed: boolean): void
}

/** What files a route takes. */
export interface UploadRules {
  /** Content types. */
  readonly accepts: readonly string[]
  /** Bytes. */
  readonly limit: number
}

/**
 * Reads the file that a request brings, once its handler has seen that it may.
 *
 * @throws the problem `too-large`.
 */
export type ReadUpload = () => Promise<Uint8Array>

/**
 * The same for files that may be large: gives them part by part, and reads on only as fast as they are taken.
 *
 * @throws the problem `file-too-large`, once too much has come.
 */
export type OpenUpload = () => AsyncIterable<Uint8Array>

/** Writes a stream of events, from when it is called until one of both sides ends it. */
export type EventsAnswer = (out: Writable) => void

/** An answer that is JSON text already. */
export class PreparedJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** The events of a stream: by name, what their data are and when they come. */
export class EventSchemas {
  readonly events: Readonly<Record<string, { readonly when: string; readonly data: Schema<unknown> }>>

  constructor(events: EventSchemas['events']) {
    this.events = events
  }
}

interface RouteBase {
  readonly method: Method
  /** As in OpenAPI: `/api/collections/{id}`. */
  readonly path: string
  readonly summary: string
  readonly params: Schema<unknown>
  readonly query: Schema<unknown>
  readonly body: Schema<unknown> | null
  /** Instead of a JSON body: a file. */
  readonly upload: (UploadRules & { readonly streamed: boolean }) | null
  /** Open also to those who must change their password first. */
  readonly early: boolean
  readonly status: number
  /** Null: no content. `file`: bytes. Names with schemas: events of a stream. */
  readonly reply: Schema<unknown> | 'file' | EventSchemas | null
  /** Codes of the problems that the handler itself can answer with, for readers. */
  readonly problems: readonly string[]
}

/** One line of the route table: it registers the route, checks requests, and is what `/openapi.json` says. */
export type Route =
  | (RouteBase & { readonly auth: 'anyone'; handle(call: Call<unknown, unknown, unknown>): Promise<unknown> })
  | (RouteBase & { readonly auth: 'guest'; handle(call: GuestCall<unknown, unknown, unknown>): Promise<unknown> })
  | (RouteBase & { readonly auth: 'session'; handle(call: SignedInCall<unknown, unknown, unknown>): Promise<unknown> })

interface Spec<P, Q, B, R> {
  readonly method: Method
  readonly path: string
  readonly summary: string
  readonly params?: Schema<P>
  readonly query?: Schema<Q>
  readonly body?: Schema<B>
  readonly early?: boolean
  readonly status?: number
  readonly reply: Schema<R> | null
  readonly problems?: readonly string[]
}

const nothing: Schema<unknown> = { json: {} }
/** Routes that say nothing of their query take any. */
const anyQuery: Schema<unknown> = { json: { type: 'object' } }

function base(
  spec: Spec<never, never, never, never> | Spec<unknown, unknown, unknown, unknown>,
  reply: RouteBase['reply'],
): RouteBase {
  return {
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    params: spec.params ?? nothing,
    query: spec.query ?? anyQuery,
    body: spec.body ?? null,
    upload: null,
    early: spec.early ?? false,
    status: spec.status ?? (reply === null ? 204 : 200),
    reply,
    problems: spec.problems ?? [],
  }
}

type Handler<C, R> = (call: C) => Promise<R>

/** A route for those who are signed in. The types of the handler's call and answer are those of the schemas. */
export function route<P, Q, B, R>(spec: Spec<P, Q, B, R>, handle: Handler<SignedInCall<P, Q, B>, R>): Route {
  return { ...base(spec as Spec<unknown, unknown, unknown, unknown>, spec.reply), auth: 'session', handle: handle as never }
}

/** A route for everybody. */
export function openRoute<P, Q, B, R>(spec: Spec<P, Q, B, R>, handle: Handler<Call<P, Q, B>, R>): Route {
  return { ...base(spec as Spec<unknown, unknown, unknown, unknown>, spec.reply), auth: 'anyone', handle: handle as never }
}

/** A route for everybody, whose answer depends on who is signed in, if anybody. */
export function guestRoute<P, Q, B, R>(spec: Spec<P, Q, B, R>, handle: Handler<GuestCall<P, Q, B>, R>): Route {
  return { ...base(spec as Spec<unknown, unknown, unknown, unknown>, spec.reply), auth: 'guest', handle: handle as never }
}

/** The same, answering with a file. */
export function guestFileRoute<P, Q>(
  spec: Omit<Spec<P, Q, unknown, unknown>, 'reply' | 'body'>,
  handle: Handler<GuestCall<P, Q, unknown>, FileAnswer | StoredAnswer>,
): Route {
  const full = { ...spec, reply: null } as Spec<unknown, unknown, unknown, unknown>
  return { ...base(full, 'file'), auth: 'guest', handle: handle as never }
}

/** A route that answers with a file, for those who are signed in. */
export function fileRoute<P, Q>(
  spec: Omit<Spec<P, Q, unknown, unknown>, 'reply' | 'body'>,
  handle: Handler<SignedInCall<P, Q, unknown>, FileAnswer | StoredAnswer>,
): Route {
  const full = { ...spec, reply: null } as Spec<unknown, unknown, unknown, unknown>
  return { ...base(full, 'file'), auth: 'session', handle: handle as never }
}

/** A route that takes a file, for those who are signed in. */
export function uploadRoute<P, Q, R>(
  { accepts, limit, ...spec }: Omit<Spec<P, Q, unknown, R>, 'body'> & UploadRules,
  handle: Handler<SignedInCall<P, Q, ReadUpload>, R>,
): Route {
  const full = spec as Spec<unknown, unknown, unknown, unknown>
  return { ...base(full, spec.reply), upload: { accepts, limit, streamed: false }, auth: 'session', handle: handle as never }
}

/** A route that takes a file that may be large, for those who are signed in. */
export function streamRoute<P, Q, R>(
  { accepts, limit, ...spec }: Omit<Spec<P, Q, unknown, R>, 'body'> & UploadRules,
  handle: Handler<SignedInCall<P, Q, OpenUpload>, R>,
): Route {
  const full = spec as Spec<unknown, unknown, unknown, unknown>
  return { ...base(full, spec.reply), upload: { accepts, limit, streamed: true }, auth: 'session', handle: handle as never }
}

/** A route that answers with a stream of events, for those who are signed in. */
export function eventsRoute<P, Q>(
  spec: Omit<Spec<P, Q, unknown, unknown>, 'reply' | 'body'>,
  events: EventSchemas['events'],
  handle: Handler<SignedInCall<P, Q, unknown>, EventsAnswer>,
): Route {
  const full = { ...spec, reply: null } as Spec<unknown, unknown, unknown, unknown>
  return { ...base(full, new EventSchemas(events)), auth: 'session', handle: handle as never }
}
