<?php
// 模板名称：到店提醒 模板CODE：SMS_152550006 模板内容：尊敬的${name}，您预约的服务将于明日开始。
function remind($sms, $phone, $user) {
    return $sms->send($phone, [
        'template' => 'SMS_152550006',
        'data' => ['user' => $user],
    ]);
}
