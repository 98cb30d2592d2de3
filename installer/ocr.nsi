; The set-up program of the part that recognises scans (OCR), for one user, into the installed program. Called by
; build_ocr.py:
;   makensis -INPUTCHARSET UTF8 -DVERSION=… -DFORM=N -DKILOBYTES=N -DFILES=LIST.nsh -DOUT=FILE.exe [-DSIGN=COMMAND] ocr.nsi
; Exit codes of a silent run (/S): 0 done, 2 no 64-bit Windows 10, 3 the program is not there, 4 it wants another part,
; 5 the program runs, 6 files could not be written (then a former part stands as it was), 7 too little room on the disk.
;
; The part is written into parts\ocr-new; then a former one moves to parts\ocr-gone and the new one into its place. A
; set-up that finds no parts\ocr beside parts\ocr-gone was cut short between the two, and puts it back first.
!define PART_TITLE "目标任务台账文字识别组件"
!include "shared.nsh"
!define PARTS "$INSTDIR\parts"
!define PART "${PARTS}\ocr"

Var SENTENCE ; why it can't be installed here; empty where it can
Var CODE
!define MUI_WELCOMEPAGE_TEXT "本向导给已安装的“${TITLE}”加上文字识别组件：装好后，扫描件和照片也能直接导入。$\r$\n$\r$\n组件只在本机工作，不联网；随时可以单独卸载，不影响台账和已导入的内容。$\r$\n$\r$\n$_CLICK"
!insertmacro MUI_PAGE_WELCOME
!define MUI_DIRECTORYPAGE_TEXT_TOP "请确认“${TITLE}”所在的文件夹；用免安装版的，请选择 ${APP}.exe 所在的文件夹。"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "文字识别组件已装好。打开“${TITLE}”，像其他报告一样导入扫描件即可。"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro Labels

!insertmacro RefuseWhileRunning "" "$INSTDIR\runtime\python311.dll" "${PARTS}\ocr-new"
!insertmacro RefuseWhileRunning "un." "$INSTDIR\..\..\runtime\python311.dll" "$INSTDIR\..\ocr-new"

Function PutFormerBack
  StrCpy $PATIENCE 40
  ${IfNot} ${FileExists} "${PART}\*.*"
  ${AndIf} ${FileExists} "${PARTS}\ocr-gone\*.*"
    StrCpy $R0 "${PARTS}\ocr-gone"
    StrCpy $R1 "${PART}"
    Call Move
  ${EndIf}
  RMDir /r "${PARTS}\ocr-new"
  RMDir "${PARTS}"
FunctionEnd

; Whether the part can be installed into $INSTDIR: CODE and SENTENCE say why not.
Function LookAtProgram
  StrCpy $SENTENCE ""
  ${IfNot} ${FileExists} "$INSTDIR\${APP}.exe"
  ${OrIfNot} ${FileExists} "$INSTDIR\runtime\python311.dll"
    StrCpy $CODE 3
    StrCpy $SENTENCE "这里没有“${TITLE}”。请先安装它，或选择它所在的文件夹，再装文字识别组件。"
    Return
  ${EndIf}
  ReadINIStr $0 "$INSTDIR\app\parts.ini" "ocr" "form"
  ${If} $0 != "${FORM}"
    StrCpy $CODE 4
    StrCpy $SENTENCE "已安装的“${TITLE}”与本组件（${VERSION} 版）不配套。请先安装 ${VERSION} 版的“${TITLE}”，再装本组件。"
    Return
  ${EndIf}
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r1, p 0, p 0) i .r0'
  System::Int64Op $1 / 1024
  Pop $1
  System::Int64Op $1 < ${KILOBYTES}
  Pop $2
  ${If} $0 != 0
  ${AndIf} $2 = 1
    IntOp $2 ${KILOBYTES} / 1024
    StrCpy $CODE 7
    StrCpy $SENTENCE "磁盘空间不够：文字识别组件需要 $2 MB。请清理“${TITLE}”所在的磁盘，再装一次。"
  ${EndIf}
FunctionEnd

Function .onInit
  Call RefuseOtherWindows
  ${If} ${Silent}
    Call LookAtProgram
    ${If} $SENTENCE != ""
      SetErrorLevel $CODE
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function LeaveFolder
  Call LookAtProgram
  ${If} $SENTENCE != ""
    MessageBox MB_ICONEXCLAMATION "$SENTENCE"
    Abort
  ${EndIf}
FunctionEnd

; A file that could not be written ends the section at once and leads here.
Function .onInstFailed
  SetOutPath "$TEMP"
  Call PutFormerBack
  SetErrorLevel 6
  MessageBox MB_ICONSTOP "文件没有写入成功，“${TITLE}”照旧可用。请检查磁盘空间和杀毒软件，再装一次。" /SD IDOK
FunctionEnd

Section "main"
  Call RefuseWhileRunning
  Call PutFormerBack
  RMDir /r "${PARTS}\ocr-gone"
  SetOverwrite on
  StrCpy $NEW "${PARTS}\ocr-new"
  ClearErrors
  SetDateSave on
  !include "${FILES}"
  WriteUninstaller "$NEW\uninstall.exe"
  SetOutPath "$TEMP"
  ${If} ${Errors}
    Abort
  ${EndIf}
  Call RefuseWhileRunning
  StrCpy $PATIENCE 40
  ${If} ${FileExists} "${PART}\*.*"
    !insertmacro Move "${PART}" "${PARTS}\ocr-gone"
  ${EndIf}
  !insertmacro Move "$NEW" "${PART}"
  RMDir /r "${PARTS}\ocr-gone"
  WriteRegStr HKCU "${OCR_LISTED}" "InstallLocation" "${PART}"
  !insertmacro List "${OCR_LISTED}" "${PART_TITLE}" "${PART}\uninstall.exe" "$INSTDIR\app.ico" "${PART}"
SectionEnd

; Here $INSTDIR is the part's own folder.
Section "Uninstall"
  ${IfNot} ${FileExists} "$INSTDIR\part.json"
    Abort
  ${EndIf}
  Call un.RefuseWhileRunning
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR"
  RMDir /r "$INSTDIR\..\ocr-new"
  RMDir /r "$INSTDIR\..\ocr-gone"
  RMDir "$INSTDIR\.."
  DeleteRegKey HKCU "${OCR_LISTED}"
SectionEnd
