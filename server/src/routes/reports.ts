import { fileRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, number, object, oneOf, optional, text } from '../http/schema.ts'
import type { Exports } from '../services/exports.ts'
import type { Notifications } from '../services/notifications.ts'
import { auditFilter, idParam, time } from './schemas.ts'

const report = object({
  id: text(),
  state: oneOf('queued', 'running', 'done', 'failed', 'cancelled'),
  progress: number({ minimum: 0, maximum: 1 }),
  rows: nullable(integer({ minimum: 0 })),
  title: text(),
  createdAt: time,
  message: nullable(text()),
})

const notification = object({
  id: text(),
  at: time,
  kind: oneOf('report-ready', 'report-failed', 'password-reset', 'form-error', 'merged'),
  text: text(),
  reportId: nullable(text()),
  reportKept: boolean,
  readAt: nullable(time),
})

/** Reports of coordinators and the notifications that tell of them. */
export function reportRoutes(exports: Exports, notifications: Notifications): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/exports',
        summary: 'Order a file with what was submitted, or with who takes part: a workbook, or a zip of CSV files',
        params: idParam,
        query: object({ kind: optional(oneOf('results', 'participants')), format: optional(oneOf('xlsx', 'csv')) }),
        status: 202,
        reply: object({ id: text() }),
      },
      async ({ scope, params, query, answer }) => {
        const { kind = 'results', format = 'xlsx' } = query
        const id = await exports.order(scope, params.id, { kind, format })
        answer.setHeader('Location', `/api/reports/${id}`)
        return { id }
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/stores/{id}/reports',
        summary: 'Order a workbook that says who has downloaded what from a store, and when. For those who watch',
        params: idParam,
        status: 202,
        reply: object({ id: text() }),
      },
      async ({ scope, params, answer }) => {
        const id = await exports.orderDownloads(scope, params.id)
        answer.setHeader('Location', `/api/reports/${id}`)
        return { id }
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/audit/exports',
        summary: 'Order a file with what was done; by whom or to whom, and of one kind. For the organizer',
        query: object({ ...auditFilter, format: optional(oneOf('xlsx', 'csv')) }),
        status: 202,
        reply: object({ id: text() }),
      },
      async ({ scope, query, answer }) => {
        const { login, kind, format = 'xlsx' } = query
        const id = await exports.orderAudit(scope, { ...(login && { login }), ...(kind && { action: kind }) }, format)
        answer.setHeader('Location', `/api/reports/${id}`)
        return { id }
      },
    ),
    route(
      { method: 'get', path: '/api/reports/{id}', summary: 'How far a report is', params: idParam, reply: report },
      ({ scope, params }) => exports.view(scope, params.id),
    ),
    route(
      {
        method: 'post',
        path: '/api/reports/{id}/cancel',
        summary: 'Take the order of a report back; one that has ended stays as it is',
        params: idParam,
        reply: report,
      },
      ({ scope, params }) => exports.cancel(scope, params.id),
    ),
    fileRoute(
      {
        method: 'get',
        path: '/api/reports/{id}/content',
        summary: 'The finished file',
        params: idParam,
        problems: ['report-not-ready', 'report-gone'],
      },
      ({ scope, params }) => exports.content(scope, params.id),
    ),
    route(
      {
        method: 'get',
        path: '/api/notifications',
        summary: 'The newest notifications',
        reply: object({ unread: integer({ minimum: 0 }), items: list(notification) }),
      },
      ({ scope }) => notifications.list(scope),
    ),
    route(
      {
        method: 'post',
        path: '/api/notifications/{id}/read',
        summary: 'Mark a notification as read',
        params: idParam,
        reply: null,
      },
      async ({ scope, params }) => {
        await notifications.markRead(scope, params.id)
        return null
      },
    ),
  ]
}
