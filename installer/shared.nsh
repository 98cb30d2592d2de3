; What both set-up programs share: kind of file, looks, and how files move. A script defines PART_TITLE (what is
; installed, in Chinese) and may define RUNTIME (where Python lies from $INSTDIR) and UN_RUNTIME before it includes this.
Unicode true
Target amd64-unicode
ManifestSupportedOS Win10
ManifestDPIAware true
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor /SOLID zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!define APP "zonetracker"
!define TITLE "目标任务台账"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall"
!define LISTED "${UNINSTALL}\${APP}"
!define OCR_LISTED "${UNINSTALL}\${APP}-ocr"

Var NEW
Var PATIENCE ; how often one more try is made, at a quarter of a second each
Name "${PART_TITLE} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
BrandingText "${APP} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
AllowSkipFiles off
SetDateSave off ; of the pictures of the pages: when this checkout was made is nothing that may go in
!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!define MUI_ICON "app.ico"
!define MUI_UNICON "app.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "setup-side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "setup-side.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_BITMAP "setup-head.bmp"

; After the pages: the language and what Windows shows of the set-up program itself.
!macro Labels
  !insertmacro MUI_LANGUAGE "SimpChinese"
  VIProductVersion "${VERSION}.0"
  VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "${PART_TITLE}"
  VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "${PART_TITLE} 安装程序"
  VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "the zonetracker authors, Apache-2.0"
!macroend

; An .exe or .dll in use cannot be opened for writing: then the program runs. `new` is what was written so far.
!macro RefuseWhileRunning un library new
Function ${un}RefuseWhileRunning
  again:
  ${IfNot} ${FileExists} "${library}"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $0 "${library}" a
  ${IfNot} ${Errors}
    FileClose $0
    Return
  ${EndIf}
  SetErrorLevel 5
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在运行，请先关闭它，再点“重试”。" /SD IDCANCEL IDRETRY again
  SetOutPath "$TEMP"
  RMDir /r "${new}"
  Quit
FunctionEnd
!macroend

!macro Move from to
  StrCpy $R0 "${from}"
  StrCpy $R1 "${to}"
  Call Move
  ${If} ${Errors}
    Abort
  ${EndIf}
!macroend

; From $R0 to $R1; a virus scanner may hold for a while what was just written.
Function Move
  again:
  ClearErrors
  Rename $R0 $R1
  ${If} ${Errors} ; which forgets them
    SetErrors
    ${If} $PATIENCE > 0
      IntOp $PATIENCE $PATIENCE - 1
      Sleep 250
      Goto again
    ${EndIf}
  ${EndIf}
FunctionEnd

Function RefuseOtherWindows
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    SetErrorLevel 2
    MessageBox MB_ICONSTOP "本程序需要 64 位的 Windows 10 或更新版本。" /SD IDOK
    Quit
  ${EndIf}
FunctionEnd

!macro List key name uninstaller icon size
  WriteRegStr HKCU "${key}" "DisplayName" "${name}"
  WriteRegStr HKCU "${key}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${key}" "Publisher" "${APP}"
  WriteRegStr HKCU "${key}" "DisplayIcon" "${icon}"
  WriteRegStr HKCU "${key}" "UninstallString" '"${uninstaller}"'
  WriteRegStr HKCU "${key}" "QuietUninstallString" '"${uninstaller}" /S'
  WriteRegDWORD HKCU "${key}" "NoModify" 1
  WriteRegDWORD HKCU "${key}" "NoRepair" 1
  ${GetSize} "${size}" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${key}" "EstimatedSize" $0
!macroend
