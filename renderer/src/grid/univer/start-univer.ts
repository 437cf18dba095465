import { LocaleType, LogLevel, Univer, mergeLocales } from '@univerjs/core'
import { FUniver } from '@univerjs/core/facade'
import designRu from '@univerjs/design/locale/ru-RU'
import { UniverDocsPlugin } from '@univerjs/docs'
import { UniverDocsUIPlugin } from '@univerjs/docs-ui'
import docsUiRu from '@univerjs/docs-ui/locale/ru-RU'
import { UniverFormulaEnginePlugin } from '@univerjs/engine-formula'
import { UniverRenderEnginePlugin } from '@univerjs/engine-render'
import { UniverSheetsPlugin } from '@univerjs/sheets'
import { UniverSheetsUIPlugin } from '@univerjs/sheets-ui'
import sheetsUiRu from '@univerjs/sheets-ui/locale/ru-RU'
import sheetsRu from '@univerjs/sheets/locale/ru-RU'
import { defaultTheme } from '@univerjs/themes'
import { ThemeSwitcherService, UniverUIPlugin } from '@univerjs/ui'
import uiRu from '@univerjs/ui/locale/ru-RU'
import '@univerjs/sheets/facade'
import '@univerjs/sheets-ui/facade'
import '@univerjs/ui/facade'

/** The theme stands in constructed styles: a page need not allow inline ones. */
class NoInlineTheme extends ThemeSwitcherService {
  override injectThemeToHead(): void {}
}

/** A running Univer and its two faces. */
export interface Started {
  readonly univer: Univer
  readonly api: FUniver
}

/**
 * Starts Univer in an element with nothing of its own around the cells: no bars, no menus, no editor, no formulas.
 *
 * @param scroll colour of the scroll bars.
 */
export function startUniver(container: HTMLElement, scroll: string): Started {
  const univer = new Univer({
    theme: defaultTheme,
    locale: LocaleType.RU_RU,
    locales: { [LocaleType.RU_RU]: mergeLocales(designRu, uiRu, docsUiRu, sheetsRu, sheetsUiRu) },
    logLevel: LogLevel.ERROR,
    override: [],
  })
  univer.registerPlugin(UniverRenderEnginePlugin)
  univer.registerPlugin(UniverFormulaEnginePlugin)
  univer.registerPlugin(UniverUIPlugin, {
    container,
    header: false,
    toolbar: false,
    footer: false,
    headerMenu: false,
    contextMenu: false,
    disableAutoFocus: true,
    override: [[ThemeSwitcherService, { useClass: NoInlineTheme }]],
  })
  univer.registerPlugin(UniverDocsPlugin)
  univer.registerPlugin(UniverDocsUIPlugin)
  univer.registerPlugin(UniverSheetsPlugin)
  univer.registerPlugin(UniverSheetsUIPlugin, {
    formulaBar: false,
    footer: false,
    disableForceStringAlert: true,
    disableForceStringMark: true,
    protectedRangeShadow: false,
    scrollConfig: {
      thumbBackgroundColor: scroll,
      thumbHoverBackgroundColor: scroll,
      thumbActiveBackgroundColor: scroll,
      trackBackgroundColor: 'transparent',
      trackBorderColor: 'transparent',
    },
  })
  return { univer, api: FUniver.newAPI(univer) }
}
