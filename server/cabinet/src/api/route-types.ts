import type { Routes } from './routes.generated.ts'

/** A route of the server by method and path, as its description has them: `get /api/collections/{id}`. */
export type RouteName = keyof Routes

/** A route that takes a file. */
export type FileTaking = { [R in RouteName]: Routes[R] extends { readonly body: Blob } ? R : never }[RouteName]

/** A route that takes JSON, or nothing, and answers with JSON, or nothing. */
export type JsonRoute = Exclude<
  { [R in RouteName]: Routes[R] extends { readonly reply: unknown } ? R : never }[RouteName],
  FileTaking
>

/** What a route answers. */
export type Reply<R extends RouteName> = Part<R, 'reply'>

/** What may be asked of a route in its address; what is undefined is left out there. */
export type Query<R extends RouteName> = Part<R, 'query'>

/** What the address of a route is made with: `params` and `query`, where it has them. */
export type Place<R extends RouteName> = Given<R, 'params'> & Given<R, 'query'>

/** The same with the `body`, where it takes one. */
export type Demand<R extends RouteName> = Place<R> & Given<R, 'body'>

/** One argument that may be left out where nothing in it must be given. */
export type Argument<T> = object extends T ? [given?: T] : [given: T]

type Part<R extends RouteName, Name extends string> = Routes[R] extends { readonly [N in Name]: infer T } ? T : never

type Given<R extends RouteName, Name extends string> = Routes[R] extends { readonly [N in Name]: infer T }
  ? object extends T
    ? { readonly [N in Name]?: T }
    : { readonly [N in Name]: T }
  : unknown
